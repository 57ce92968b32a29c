import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { timeLogs } from '../../server/datasets/time-logs.ts'
import { inspectSample, inspectSheet } from '../../server/snapshots/reading/inspect-sheet.ts'
import { testDatabase } from '../support/database.ts'
import { importer, said } from '../support/two-importers.ts'

/** So many that a file of them comes in several chunks, and the sample is one of these. */
const ROWS = 6_000
const header = 'client,staff_name,date,hours,rate,work_type,external_id'
const plainRow = (index: number) =>
  `Acme,Maya ${index % 7},2026-03-${10 + (index % 20)},${(index % 7) + 1}.25,150.00,reactive,TE-${100_000 + index}`
const plainRows = Array.from({ length: ROWS }, (_, index) => plainRow(index))

const file = join(tmpdir(), `moat-sampled-${process.pid}.csv`)
afterAll(() => rmSync(file, { force: true }))
const options = { mapping: [], baseCurrency: 'USD', limits: { maxBytes: 1e9, maxRows: 1e6 } }
const inspections = async (text: string, given = options) => {
  writeFileSync(file, text)
  const source = { kind: 'file' as const, path: file, fileName: 'logs.csv', byteSize: Buffer.byteLength(text) }
  return [await inspectSample(source, timeLogs, given), await inspectSheet(source, timeLogs, given)] as const
}

test('the first rows of a plain sheet say what all of them say, and about how many there are', async () => {
  const [sample, whole] = await inspections(`${header}\n${plainRows.join('\n')}\n`)
  expect(sample.isSample).toBe(true)
  expect({ ...sample, isSample: undefined, rowCount: 0 }).toEqual({ ...whole, rowCount: 0 })
  expect(whole.rowCount).toBe(ROWS)
  expect(sample.rowCount).toBeGreaterThanOrEqual(ROWS)
  expect(sample.rowCount).toBeLessThan(ROWS * 1.1)
})

test.each([
  ['a date with its month first', { row: 'Acme,Maya,03/14/2026,1.25,150.00,reactive,x' }],
  ['hours with a comma', { row: 'Acme,Maya,2026-03-14,"1,25",150.00,reactive,x' }],
  ['an amount with its currency', { row: 'Acme,Maya,2026-03-14,1.25,$150.00,reactive,x' }],
  ['a heading line that ends in blank cells', { tail: ',,' }],
  ['a currency of three places', { currency: 'KWD' }],
])(
  'a sheet with %s in its first rows is seen as a whole',
  async (_, {
    row,
    tail = '',
    currency = 'USD',
  }: {
    row?: string
    tail?: string
    currency?: string
  }) => {
    const text = `${header}${tail}\n${row === undefined ? '' : `${row}\n`}${plainRows.join('\n')}\n`
    const [sample, whole] = await inspections(text, { ...options, baseCurrency: currency })
    expect(sample).toEqual(whole)
  },
)

test('more rows than are accepted are refused, though the first ones were enough to begin with', async () => {
  await using database = await testDatabase()
  const { upload } = await importer(database, false, { maxRows: ROWS - 1 })
  await upload('clients', 'name\nAcme\n')
  const outcome = await upload('time_logs', `${header}\n${plainRows.join('\n')}\n`)
  expect(outcome).toMatchObject({ type: 'InvalidFile', code: 'TOO_MANY_ROWS' })
})

const cells = [
  ['Acme', 'Beta', 'Nobody', '', 'Total', '"Ac""me"'],
  ['Maya', 'Zoë', ''],
  ['2026-03-14', '2026-03-15', '03/14/2026', '14/03/2026', '03/04/2026', '14 Mar 2026', '2026-02-30', '46000', ''],
  ['1.25', '2', '"1,25"', '1:30', '1.250', '"1,250"', '-1', '30', 'x', ''],
  ['150.00', '"1.234,50"', '"1,234.50"', '€150', '-5', ''],
  ['reactive', 'surfing', ''],
  ['TE-100001', 'a', 'b\0', 'a 5" pipe', '"two\nlines"', 'é,wide', ''],
] as const
const oddRow = fc.tuple(
  ...cells.map(([first = '', ...others]) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(first) }, { weight: 1, arbitrary: fc.constantFrom(...others) }),
  ),
)
const oddRows = fc.array(
  oddRow.map(row => row.join(',')),
  { minLength: 1, maxLength: 8 },
)

test('whatever stands far below, a sheet is read as if it had been seen as a whole', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(oddRows, fc.integer({ min: 1, max: 800 }), async (rows, times) => {
      await using database = await testDatabase()
      const both = [await importer(database, false, { chunkRows: 4_096 }), await importer(database, true)] as const
      // A few rows are mistakes, many of them decide.
      const tail = Array.from({ length: times }, (_, index) => rows[index % rows.length] ?? '')
      const text = `${header}\n${[...plainRows, ...tail].join('\n')}\n`
      const outcomes = []
      for (const { upload } of both) {
        await upload('clients', 'name\nAcme\nBeta\n')
        outcomes.push(said(await upload('time_logs', text)))
      }
      expect(outcomes[0]).toEqual(outcomes[1])
      expect(await both[0].stored()).toEqual(await both[1].stored())
    }),
    { numRuns: process.env.MOAT_TEST_DIALECT === 'postgresql' ? 1 : 12 },
  )
})
