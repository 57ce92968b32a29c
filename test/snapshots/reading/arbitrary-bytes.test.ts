import fc from 'fast-check'
import { expect, test } from 'vitest'
import { datasets } from '../../../server/datasets/datasets.ts'
import { UnreadableSheet } from '../../../server/snapshots/reading/sheet.ts'
import { templateCsv } from '../../../server/snapshots/templates/template-csv.ts'
import { templateXlsx } from '../../../server/snapshots/templates/template-xlsx.ts'
import { readBytes } from './read-sheet.ts'

const kinds = datasets.map(({ kind }) => kind)

/** Either it cannot be read, for a reason, or every row that is not blank is accepted or rejected with an error. */
async function readsOrRefuses(bytes: Uint8Array, kind: (typeof kinds)[number]): Promise<void> {
  try {
    const { inspection, rows, rejected, issues } = await readBytes(bytes, kind)
    if (inspection.plan === null) return
    expect(rows.length + rejected.length).toBe(inspection.rowCount)
    const failed = new Set(issues.filter(({ severity }) => severity === 'ERROR').map(({ row }) => row))
    expect(failed).toEqual(new Set(rejected.map(({ row }) => row)))
  } catch (error) {
    if (!(error instanceof UnreadableSheet)) throw error
    expect(error.message).toMatch(/^\w.*: .*/)
  }
}

test('arbitrary bytes never crash the reader', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), fc.constantFrom(...kinds), readsOrRefuses), {
    numRuns: 200,
  })
})

test('arbitrary text below real headings never crashes the reader', async () => {
  const noise = fc.string({ unit: fc.constantFrom(...'019.,-/:$€%()"\'; \n\t|eEaZ[]{}=é\0'), maxLength: 400 })
  await fc.assert(
    fc.asyncProperty(noise, fc.constantFrom(...datasets), async (text, dataset) =>
      readsOrRefuses(Buffer.from(`${dataset.columns.map(({ name }) => name).join(',')}\n${text}`), dataset.kind),
    ),
    { numRuns: 300 },
  )
})

test('a damaged sheet never crashes the reader', async () => {
  const workbooks = await Promise.all(datasets.map(templateXlsx))
  const files = [...workbooks, ...datasets.map(dataset => Buffer.from(templateCsv(dataset)))]
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(fc.nat(files.length - 1), damage, fc.option(fc.nat()), async (which, changes, cut) => {
      const bytes = Buffer.from(files[which] ?? [])
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte
      const kept = cut === null ? bytes : bytes.subarray(0, cut % bytes.length)
      await readsOrRefuses(kept, kinds[which % kinds.length] ?? 'CLIENTS')
    }),
    { numRuns: 300 },
  )
})
