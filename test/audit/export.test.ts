import exceljs from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../server/audit/canonical-json.ts'
import { eventHash, type StoredEvent, sha256 } from '../../server/audit/event-hash.ts'
import { csvExport } from '../../server/audit/export/csv-export.ts'
import { jsonExport } from '../../server/audit/export/json-export.ts'
import type { LogExport } from '../../server/audit/export/log-export.ts'
import { safeCell } from '../../server/audit/export/safe-cell.ts'
import { xlsxExport } from '../../server/audit/export/xlsx-export.ts'
import { csvParts, jsonParts, verifyParts } from '../../server/commands/audit-verify.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }).map(value => value.toWellFormed()),
  fc.string({ unit: fc.constantFrom("'", '"', '=', '-', ',', '\r', '\n', '\t', 'a', ' ') }),
)
const some = text.filter(value => value !== '')
const content = fc.record({
  at: fc.integer({ min: -8.64e15, max: 8.64e15 }),
  actor_id: fc.option(fc.nat()),
  role: fc.option(some),
  api_key_id: fc.option(fc.nat()),
  action: text,
  subject: text,
  details: fc.dictionary(text, fc.jsonValue()).map(canonicalJson),
  request_id: fc.option(some),
  personal: fc.option(fc.dictionary(text, text).map(canonicalJson)),
})
/** A sound log with any contents. */
const logs = fc.array(content, { minLength: 1, maxLength: 6 }).map(contents => {
  const log: StoredEvent[] = []
  for (const each of contents) {
    const chained = {
      ...{ organization_id: 1, seq: log.length + 1, previous_hash: log.at(-1)?.hash ?? '' },
      ...each,
      personal_digest: each.personal === null ? null : sha256(each.personal),
    }
    log.push({ ...chained, hash: eventHash(chained) })
  }
  return log
})

const exportOf = (log: readonly StoredEvent[], actors: LogExport['actors'] = new Map()): LogExport => ({
  ...{ organization: '=Evil "MSP"', exportedAt: 0, selection: null, actors },
  head: { seq: log.length, hash: log.at(-1)?.hash ?? '' },
  batches: (async function* () {
    yield log
  })(),
})
async function textOf(parts: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const part of parts) all += part
  return all
}

test('whatever a log says, its exports as CSV and JSON are found sound, also read in pieces', async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.integer({ min: 1, max: 9 }), async (log, size) => {
      const csv = await textOf(csvExport(exportOf(log)))
      const pieces = Array.from({ length: Math.ceil(csv.length / size) }, (_, i) => csv.slice(i * size, (i + 1) * size))
      const whole = { status: 0, checked: log.length }
      expect(await verifyParts(csvParts([csv]), null)).toMatchObject(whole)
      if (!/[\ud800-\udfff]/.test(csv)) expect(await verifyParts(csvParts(pieces), null)).toMatchObject(whole)
      expect(await verifyParts(jsonParts(await textOf(jsonExport(exportOf(log)))), null)).toMatchObject(whole)
    }),
    { numRuns: 300 },
  )
})

test('a safe cell begins no formula, and taking one apostrophe off gives back the text', () => {
  fc.assert(
    fc.property(text, value => {
      const cell = safeCell(value)
      expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
      expect(/^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell).toBe(value)
    }),
  )
})

test('a workbook names the actor, runs no formula, and says where a text is too long for a cell', async () => {
  const base = {
    organization_id: 1,
    at: 0,
    role: null,
    api_key_id: null,
    request_id: null,
    personal: null,
    personal_digest: null,
  }
  const event = {
    ...base,
    ...{ seq: 1, actor_id: 5, action: '=cmd()', subject: 'A', details: canonicalJson({ text: 'x'.repeat(40_000) }) },
    previous_hash: '',
  }
  const log = [{ ...event, hash: eventHash(event) }]
  const chunks: Buffer[] = []
  for await (const chunk of xlsxExport(exportOf(log, new Map([[5, '+Maya']])))) chunks.push(chunk as Buffer)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(Buffer.concat(chunks) as unknown as ArrayBuffer)
  const cells = workbook.getWorksheet('Log')?.getRow(2).values as unknown[]
  expect(cells.slice(1, 9)).toEqual(["'+Maya", 1, '1970-01-01T00:00:00.000Z', 1, 5, undefined, undefined, "'=cmd()"])
  expect(cells[10]).toBe('(40011 characters, more than a cell takes: see the CSV or JSON export)')
  expect(workbook.getWorksheet('Head')?.getRow(1).getCell(2).value).toBe(`'=Evil "MSP"`)
})

test('a log that is longer than a sheet goes on in further ones, every entry once', async () => {
  const sheetsOf = async (entries: number, aSheet: { rows: number; characters: number }) => {
    const base = { organization_id: 1, at: 0, role: null, api_key_id: null, request_id: null, personal: null }
    const log = Array.from({ length: entries }, (_, index) => ({
      ...{ ...base, personal_digest: null, seq: index + 1, actor_id: null, action: 'a', subject: 'S', details: '{}' },
      ...{ previous_hash: '', hash: 'h' },
    }))
    const batches = (async function* () {
      for (let at = 0; at < log.length; at += 3) yield log.slice(at, at + 3)
    })()
    const chunks: Buffer[] = []
    for await (const chunk of xlsxExport({ ...exportOf(log), batches }, aSheet)) chunks.push(chunk as Buffer)
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load(Buffer.concat(chunks) as unknown as ArrayBuffer)
    return workbook.worksheets.slice(0, -1).map(sheet => {
      const rows = sheet.getRows(2, sheet.rowCount - 1) ?? []
      return `${sheet.name}: ${sheet.getRow(1).getCell(2).value} ${rows.map(row => row.getCell(2).value).join(' ')}`
    })
  }
  const rows = { rows: 4, characters: 1e9 }
  expect(await sheetsOf(10, rows)).toEqual(['Log: seq 1 2 3 4', 'Log 2: seq 5 6 7 8', 'Log 3: seq 9 10'])
  expect(await sheetsOf(8, rows)).toEqual(['Log: seq 1 2 3 4', 'Log 2: seq 5 6 7 8'])
  expect(await sheetsOf(4, { rows: 100, characters: 1 })).toEqual(['Log: seq 1 2 3', 'Log 2: seq 4'])
  expect(await sheetsOf(0, rows)).toEqual(['Log: seq '])
})
