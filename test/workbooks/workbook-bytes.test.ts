import exceljs from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell, WrittenSheet } from '../../server/workbooks/sheet-xml.ts'
import { workbookBytes } from '../../server/workbooks/workbook-bytes.ts'
import { asLibreOffice, libreOffice } from '../addin/browser/libre-office.ts'
import { partsOf } from '../hostile/files/workbook-parts.ts'

async function written(sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const bytes of workbookBytes(sheets, Date.UTC(2026, 2, 14, 15, 9, 26))) all.push(bytes)
  return Buffer.concat(all)
}
async function readBack(bytes: Buffer) {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  return workbook
}
const sheetOf = (rows: readonly (readonly Cell[])[], more: Partial<WrittenSheet> = {}): WrittenSheet => ({
  ...{ name: 'Log', widths: [10], hasHeading: false, rows: [rows], ...more },
})

/** Texts with what XML, spreadsheets and their escapes stumble over. */
const text = fc
  .array(
    fc.constantFrom('a', 'é', '漢', '😀', '&', '<', '>', '"', "'", ' ', '\t', '\n', ']]>', '=1+1', '_x', '0041_'),
    {
      maxLength: 8,
    },
  )
  .map(parts => parts.join(''))
const cell = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constant(null))

test('another program reads back the cells that were written: text as text, numbers as numbers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 30 }), { maxLength: 8 }), async rows => {
      const sheet = (await readBack(await written([sheetOf(rows)]))).getWorksheet('Log')
      for (const [at, row] of rows.entries())
        for (const [index, value] of row.entries()) {
          const found = sheet?.getRow(at + 1).getCell(index + 1).value ?? null
          // exceljs knows _x0041_ only in some places, and has no negative zero.
          if (typeof value === 'string' && /_x0041_/.test(value)) continue
          expect([at, index, found]).toEqual([at, index, Object.is(value, -0) ? 0 : value === '' ? found : value])
          if (value === '') expect(found === null || found === '').toBe(true)
        }
    }),
    { numRuns: 60 },
  )
})

test('characters that XML has no place for are written as spreadsheets write them', async () => {
  const xml = partsOf(await written([sheetOf([['\0\u0001\r\u001f', '_x0041_', 'half \ud83d', '\ufffe']])])).get(
    'xl/worksheets/sheet1.xml',
  )
  const texts = [...(xml ?? '').matchAll(/<t [^>]*>([^<]*)<\/t>/g)].map(([, found]) => found)
  expect(texts).toEqual(['_x0000__x0001__x000D__x001F_', '_x005F_x0041_', 'half \ufffd', '_xFFFE_'])
})

test('a heading is bold and stays in view; sheets have their names, widths and order', async () => {
  const heading = { name: 'A & "B" <1>', widths: [12, 34], hasHeading: true }
  const workbook = await readBack(await written([sheetOf([['h'], ['x']], heading), sheetOf([[1]], { name: 'Head' })]))
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['A & "B" <1>', 'Head'])
  const [first, second] = workbook.worksheets
  expect(first?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  expect([first?.getColumn(1).width, first?.getColumn(2).width]).toEqual([12, 34])
  expect([1, 2].map(row => first?.getRow(row).getCell(1).font?.bold === true)).toEqual([true, false])
  expect(second?.getRow(1).getCell(1).value).toBe(1)
  expect([workbook.creator, workbook.lastModifiedBy]).toEqual(['MoatMetrics', 'MoatMetrics'])
  expect(workbook.created).toEqual(new Date(Date.UTC(2026, 2, 14, 15, 9, 26)))
})

test('rows are taken as the bytes are, so that a log of any length needs no memory of its own', async () => {
  let taken = 0
  async function* rows() {
    for (; taken < 10_000; taken++)
      yield Array.from({ length: 100 }, (_, row) => [`${taken} ${row} ${Math.sin(taken * row)}`])
  }
  const bytes = workbookBytes([sheetOf([], { rows: rows() })], 0)
  for (let piece = 0; piece < 3; piece++) await bytes.next()
  // What waits in buffers is far less than the million rows.
  await new Promise(resolve => setImmediate(resolve))
  expect(taken).toBeLessThan(1000)
  await bytes.return(undefined)
  const stopped = taken
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(taken).toBe(stopped)
})

test('a failure of whoever gives the rows reaches whoever reads the bytes', async () => {
  async function* rows() {
    yield [['fine']]
    throw new Error('The database has gone')
  }
  await expect(written([sheetOf([], { rows: rows() })])).rejects.toThrow('The database has gone')
})

test.skipIf(!libreOffice)('LibreOffice opens it', async () => {
  const rows = [
    ['name', 'amount'],
    [`'=cmd|' /C calc'!A0`, 1234.5],
    ['<&> "é" 漢 😀', -0.1],
    [' spaces ', null],
    ['_x0041_', 9_007_199_254_740_991],
  ]
  const { sheets } = await asLibreOffice(
    Uint8Array.from(await written([sheetOf(rows, { hasHeading: true }), sheetOf([['z']], { name: 'Head' })])).buffer,
  )
  expect([...sheets.keys()]).toEqual(['Log', 'Head'])
  expect(sheets.get('Log')?.values.map(row => row[1] ?? null)).toEqual(rows.map(row => row[1]))
  expect(
    sheets
      .get('Log')
      ?.values.slice(0, 3)
      .map(row => row[0]),
  ).toEqual(rows.slice(0, 3).map(row => row[0]))
  expect(sheets.get('Log')?.values[4]?.[0]).toBe('_x0041_')
})
