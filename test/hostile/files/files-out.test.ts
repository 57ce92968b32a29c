import { hostname, userInfo } from 'node:os'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellInput } from '../../../addin/workbook/anchors/cell-input.ts'
import { Book } from '../../../addin/workbook/browser/book.ts'
import { createBrowserWorkbook } from '../../../addin/workbook/browser/browser-workbook.ts'
import { setCells } from '../../../addin/workbook/browser/edit-cells.ts'
import { openFile } from '../../../addin/workbook/browser/open-file.ts'
import { saveCsv } from '../../../addin/workbook/browser/save-csv.ts'
import { saveXlsx } from '../../../addin/workbook/browser/save-xlsx.ts'
import { csvExport } from '../../../server/audit/export/csv-export.ts'
import type { LogExport } from '../../../server/audit/export/log-export.ts'
import { xlsxExport } from '../../../server/audit/export/xlsx-export.ts'
import { datasets } from '../../../server/datasets/datasets.ts'
import { templateCsv } from '../../../server/snapshots/templates/template-csv.ts'
import { templateXlsx } from '../../../server/snapshots/templates/template-xlsx.ts'
import { sampleTable } from '../../addin/browser/sample-table.ts'
import { partsOf } from './workbook-parts.ts'

/** Text as somebody would write it who wants a cell to be run, and any other. */
const evil = fc
  .tuple(
    fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', ' ', ''),
    fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n\'",;|!(A1)cmd ') }),
  )
  .map(([first, rest]) => first + rest)
const dangerous = /^[=+\-@\t\r]/
const textOf = async (parts: AsyncIterable<unknown>) => {
  const all: Buffer[] = []
  for await (const part of parts) all.push(Buffer.from(part as string))
  return Buffer.concat(all)
}

const logOf = (text: string, number: number): LogExport => ({
  ...{ organization: text, exportedAt: 0, selection: { search: text }, head: { seq: 1, hash: 'h' } },
  actors: new Map([[1, text]]),
  batches: (async function* () {
    yield [
      {
        ...{
          organization_id: 1,
          seq: 1,
          at: number,
          actor_id: 1,
          role: text,
          api_key_id: null,
          action: text,
          subject: text,
        },
        ...{ details: text, request_id: text, personal: text, personal_digest: text, previous_hash: text, hash: text },
      },
    ]
  })(),
})

test('no cell of an exported log begins a formula, and numbers stay numbers', async () => {
  await fc.assert(
    fc.asyncProperty(evil, fc.integer({ min: -9e15, max: -8.65e15 }), async (text, number) => {
      const rows = parse((await textOf(csvExport(logOf(text, number)))).toString(), {
        relax_column_count: true,
      }) as string[][]
      for (const cell of rows.slice(1).flat()) if (cell !== String(number)) expect(cell).not.toMatch(dangerous)
      expect(rows[1]?.[1]).toBe(String(number))
      const sheets = partsOf(await textOf(xlsxExport(logOf(text, number))))
      for (const [name, xml] of sheets) {
        expect([name, xml.includes('<f>')]).toEqual([name, false])
        for (const [, cell = ''] of xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)) expect(cell).not.toMatch(dangerous)
      }
      expect(sheets.get('xl/worksheets/sheet1.xml')).toContain(`<v>${number}</v>`)
    }),
    { numRuns: 60 },
  )
})

test('no cell of a template begins a formula', async () => {
  for (const dataset of datasets) {
    for (const cell of (parse(templateCsv(dataset)) as string[][]).flat()) expect(cell).not.toMatch(dangerous)
    for (const [, xml] of partsOf(await templateXlsx(dataset)))
      for (const [, cell = ''] of xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)) expect(cell).not.toMatch(dangerous)
  }
})

const booked = async (cells: readonly (string | number)[]) => {
  const book = new Book()
  await openFile(book, new File(['a\n'], 'sheet.csv'))
  setCells(book, book.state.sheets[0]?.id ?? '', 0, 0, [[...cells]])
  return book
}

test('what the page saves as CSV runs nothing, and a number reads back as the same number', async () => {
  await fc.assert(
    fc.asyncProperty(evil, fc.double({ noNaN: true, noDefaultInfinity: true }), async (text, number) => {
      const [sheet] = (await booked(['first', text, number])).state.sheets
      if (!sheet) throw new Error('There is no sheet')
      const rows = parse(await saveCsv(sheet).text(), { bom: true }) as string[][]
      const [, saved = '', read] = rows[0] ?? []
      // A number as text, as it came from a file, is none that runs.
      if (!/^[+-]?[\d.,\s]+%?$/.test(saved)) expect(saved).not.toMatch(dangerous)
      expect(Number(read)).toBe(number === 0 ? Number(read) : number)
    }),
    { numRuns: 200 },
  )
})

test('what the page saves as a workbook has no formula, and numbers as numbers', async () => {
  await fc.assert(
    fc.asyncProperty(evil, fc.integer(), async (text, number) => {
      const parts = partsOf(
        Buffer.from(await (await saveXlsx((await booked(['first', text, number])).state)).arrayBuffer()),
      )
      for (const [name, xml] of parts) expect([name, /<f[ >/]/.test(xml)]).toEqual([name, false])
      expect(parts.get('xl/worksheets/sheet1.xml')).toContain(`<v>${number}</v>`)
    }),
    { numRuns: 60 },
  )
})

test('what is typed into Excel begins no formula, and numbers stay numbers', () => {
  fc.assert(
    fc.property(evil, text => {
      expect(String(cellInput(text))).not.toMatch(dangerous)
    }),
  )
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), number => {
      expect(cellInput(number)).toBe(number)
    }),
  )
})

test('no workbook carries the name of an author, a user or a machine', async () => {
  const book = new Book()
  await createBrowserWorkbook(book).writeTable(sampleTable(), { kind: 'new', at: 'sheet' })
  const files = [
    Buffer.from(await (await saveXlsx(book.state)).arrayBuffer()),
    await textOf(xlsxExport(logOf('x', 1))),
    ...(await Promise.all(datasets.map(templateXlsx))),
  ]
  for (const bytes of files) {
    const parts = partsOf(bytes)
    expect(parts.size).toBeGreaterThan(4)
    for (const [name, xml] of parts) {
      for (const [, tag, value] of xml.matchAll(/<(dc:creator|cp:lastModifiedBy|Company|Manager|author)>([^<]*)</g))
        expect([name, tag, value]).toEqual([name, tag, expect.stringMatching(/^(?:MoatMetrics)?$/)])
      // Short ones stand in many a word.
      for (const own of [hostname(), userInfo().username]) if (own.length > 4) expect(xml).not.toContain(own)
    }
  }
})
