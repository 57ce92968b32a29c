import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { CellScan } from '../../../server/snapshots/reading/csv/cell-scan.ts'
import { csvRecords } from '../../../server/snapshots/reading/csv/csv-records.ts'
import { RecordCollector } from '../../../server/snapshots/reading/csv/record-collector.ts'
import { UnreadableSheet } from '../../../server/snapshots/reading/sheet.ts'

type Read = { readonly records: readonly (readonly unknown[])[]; readonly rows: readonly number[] }

async function byCsvParse(text: string, delimiter: string, line = 1): Promise<Read | string> {
  const collector = new RecordCollector(delimiter, line)
  try {
    await collector.feed(text)
    await collector.finish()
    return collector.takeBatch()
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    collector.destroy()
  }
}

/** The records of a scan as texts, gathered over its chunks. */
class ScannedRecords {
  readonly scan: CellScan
  readonly records: (readonly unknown[])[] = []
  readonly rows: number[] = []

  constructor(delimiter: string) {
    this.scan = new CellScan(delimiter)
  }

  add(chunk: Buffer, last: boolean): boolean {
    const reads = this.scan.scan(chunk, last)
    const { records, rows } = this.scan.batch()
    this.records.push(...records)
    this.rows.push(...rows)
    return reads
  }
}

/** The bytes of a text, cut at any places: in the midst of a character, too. */
function piecesOf(text: string, cuts: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text)
  const places = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length))
}

/** In pieces, cut at the given places; what it does not read goes to csv-parse. */
async function byScan(text: string, delimiter: string, cuts: readonly number[]): Promise<Read | string> {
  const scanned = new ScannedRecords(delimiter)
  const pieces = piecesOf(text, cuts)
  for (const [index, piece] of pieces.entries()) {
    if (scanned.add(piece, index === pieces.length - 1)) continue
    const left = Buffer.concat([scanned.scan.rest, ...pieces.slice(index + 1)]).toString()
    const rest = await byCsvParse(left, delimiter, scanned.scan.line)
    if (typeof rest === 'string') return rest
    const { records, rows } = scanned
    return { records: [...records, ...rest.records], rows: [...rows, ...rest.rows] }
  }
  return { records: scanned.records, rows: scanned.rows }
}

const scraps = fc.constantFrom('a', 'bc', '1.5', ' ', '', '"', '""', '\n', '\r', '\r\n', '\0', 'é', '😀', '\ufeff')
const textOf = (delimiter: string) =>
  fc.array(fc.oneof({ weight: 3, arbitrary: scraps }, fc.constant(delimiter), fc.constant(`"x${delimiter}""y\n"`)), {
    maxLength: 60,
  })
const cuts = fc.array(fc.nat(), { maxLength: 8 })

test('any text, in any pieces, has the records and line numbers that csv-parse reads', async () => {
  const given = fc
    .constantFrom(',', ';', '\t', '|')
    .chain(delimiter => fc.tuple(fc.constant(delimiter), textOf(delimiter)))
  await fc.assert(
    fc.asyncProperty(given, cuts, async ([delimiter, parts], where) => {
      const text = parts.join('')
      expect(await byScan(text, delimiter, where)).toEqual(await byCsvParse(text, delimiter))
    }),
    { numRuns: 3000 },
  )
})

test('well-formed text never needs csv-parse', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', ',', '\n', '\r', ' ', '7') })
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 }), cuts, (records, where) => {
      const text = records
        .map(record => `${record.map(each => `"${each.replaceAll('"', '""')}"`).join(',')}\r\n`)
        .join('')
      const scanned = new ScannedRecords(',')
      const pieces = piecesOf(text, where)
      for (const [index, piece] of pieces.entries()) expect(scanned.add(piece, index === pieces.length - 1)).toBe(true)
      expect(scanned.records).toEqual(records)
    }),
  )
})

const file = join(tmpdir(), `moat-quick-records-${process.pid}.csv`)
afterAll(() => rmSync(file, { force: true }))

const read = async (text: string) => {
  writeFileSync(file, text)
  const [records, rows]: [unknown[], number[]] = [[], []]
  for await (const batch of csvRecords(file, { name: 'utf-8', skip: 0 }, ',').batches()) {
    records.push(...batch.records)
    rows.push(...batch.rows)
  }
  return { records, rows }
}

test('a quote in the midst of a bare cell changes neither the records before it nor the line numbers after it', async () => {
  const lines = Array.from({ length: 9_000 }, (_, n) => (n === 5_000 ? '5001,a 5" pipe,x' : `${n + 1},"two\nlines",x`))
  const { records, rows } = await read(`${lines.join('\n')}\n`)
  expect(records.length).toBe(9_000)
  expect(records[5_000]).toEqual(['5001', 'a 5" pipe', 'x'])
  expect(records[8_999]).toEqual(['9000', 'two\nlines', 'x'])
  expect(rows[5_000]).toBe(10_001)
  expect(rows[8_999]).toBe(10_001 + 1 + 2 * 3_998)
})

test('an open quote is named by the line of its record, a record without an end too', async () => {
  const open = read(`a,b\n${'1,2\n'.repeat(10)}3,"never closed\n`)
  await expect(open).rejects.toThrow(UnreadableSheet)
  await expect(open).rejects.toThrow('the record that begins on line 12 opens a quote')
  const long = read(`a,b\n1,2\n${'x'.repeat(2_000_000)}`)
  await expect(long).rejects.toThrow('the record that begins on line 3 is longer than 1024 KiB')
})
