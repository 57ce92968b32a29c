import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Dataset } from '../../../server/datasets/dataset.ts'
import { datasets } from '../../../server/datasets/datasets.ts'
import { UnreadableSheet } from '../../../server/snapshots/reading/sheet.ts'
import { templateCsv } from '../../../server/snapshots/templates/template-csv.ts'
import { templateXlsx } from '../../../server/snapshots/templates/template-xlsx.ts'
import { readBytes } from '../../snapshots/reading/read-sheet.ts'
import { writeWorkbook } from '../../snapshots/reading/write-archive.ts'
import { ROWS } from './hostile-archives.ts'
import { type OwnServer, ownServer } from './own-server.ts'

const TYPES = ['Snapshot', 'InvalidFile', 'MappingNeeded', 'DuplicateUpload', 'RowsRejected', 'QualityTooLow']
const SEED = 20_261_121

interface Change {
  readonly kind: 'SET' | 'CUT' | 'DOUBLE' | 'INSERT' | 'SWAP'
  readonly at: number
  readonly length: number
  readonly bytes: Uint8Array
}

/** What damages files, and what fools readers: marks, quotes, signatures, the largest lengths. */
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
  fc
    .constantFrom(
      '"',
      '""',
      '\0',
      '\r',
      '\n',
      ',',
      ';',
      '=',
      '<',
      '>',
      ']]>',
      '<!--',
      '&#0;',
      '&#xD800;',
      '_x0000_',
      'PK\x03\x04',
      'PK\x05\x06',
      '\xff\xfe',
      '\xff\xff\xff\xff',
      '__proto__',
      '1e999',
    )
    .map(text => new Uint8Array(Buffer.from(text, 'latin1'))),
)
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('SET', 'CUT', 'DOUBLE', 'INSERT', 'SWAP'),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 200 }),
  bytes,
})

function changed(file: Buffer, { kind, at, length, bytes }: Change): Buffer {
  const start = file.length === 0 ? 0 : at % file.length
  const [before, part, after] = [
    file.subarray(0, start),
    file.subarray(start, start + length),
    file.subarray(start + length),
  ]
  switch (kind) {
    case 'SET':
      return Buffer.concat([before, bytes, file.subarray(start + bytes.length)])
    case 'CUT':
      return Buffer.concat([before, after])
    case 'DOUBLE':
      return Buffer.concat([before, part, part, after])
    case 'INSERT':
      return Buffer.concat([before, bytes, file.subarray(start)])
    case 'SWAP':
      return Buffer.concat([after, part, before])
  }
}

/** Damaged text files, damaged archives, and whole archives of damaged XML, which come further. */
const damaged = fc.tuple(fc.nat(), fc.array(change, { minLength: 1, maxLength: 6 })).map(([which, changes]) => {
  const damage = (file: Buffer) => changes.reduce(changed, file)
  const dataset = datasets[which % datasets.length] as Dataset
  switch (which % 4) {
    case 0:
      return { dataset, make: async () => damage(Buffer.from(templateCsv(dataset).repeat(3))) }
    case 1:
      return { dataset, make: async () => damage(await templateXlsx(dataset)) }
    case 2:
      return { dataset, make: async () => writeWorkbook(damage(Buffer.from(ROWS)).toString('latin1')) }
    default: {
      const text = damage(Buffer.from(`<sst><si><t>Name</t></si><si><t>Acme</t></si></sst>`)).toString('latin1')
      const rows = '<row r="1"><c t="s"><v>0</v></c></row><row r="2"><c t="s"><v>1</v></c></row>'
      return { dataset, make: async () => writeWorkbook(rows, [{ name: 'xl/sharedStrings.xml', text }]) }
    }
  }
})

test('four hundred damaged files are read to the last row, or refused with what to do', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async ({ dataset, make }) => {
      try {
        const { inspection, rows, rejected } = await readBytes(await make(), dataset.kind)
        if (inspection.plan !== null) expect(rows.length + rejected.length).toBe(inspection.rowCount)
      } catch (error) {
        if (!(error instanceof UnreadableSheet)) throw error
        expect(error.message).toMatch(/^[A-Z][^:]+: \S/)
      }
    }),
    { numRuns: 400, seed: SEED },
  )
})

let server: OwnServer
beforeAll(async () => {
  server = await ownServer()
})
afterAll(() => server[Symbol.asyncDispose]())

test('sixty damaged files over HTTP have one of the declared answers, and leave the server sound', {
  timeout: 240_000,
}, async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(damaged, async ({ dataset, make }) => {
      const path = `${dataset.name}?createMissingClients=true`
      const response = await server.upload(path, new Uint8Array(await make()))
      const body = (await response.json()) as Record<string, unknown> & { __typename: string }
      expect(TYPES, JSON.stringify(body).slice(0, 400)).toContain(body.__typename)
      seen.set(body.__typename, (seen.get(body.__typename) ?? 0) + 1)
      if (body.__typename === 'Snapshot')
        expect(Number(body.acceptedCount) + Number(body.rejectedCount)).toBe(body.rowCount)
      expect(server.waiting()).toEqual([])
    }),
    { numRuns: 60, seed: SEED },
  )
  console.log(`Answers to damaged files: ${[...seen].map(([type, times]) => `${type} ${times}`).join(', ')}`)
  expect(seen.size).toBeGreaterThan(1)
  expect(server.running()).toBe(true)
  const { data } = await server.ask('{ auditVerification { valid } }')
  expect(data.auditVerification.valid).toBe(true)
})
