import exceljs from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../../../server/analytics/calendar.ts'
import { cellText } from '../../../server/snapshots/reading/cells/raw-cell.ts'
import { codes, readBytes } from './read-sheet.ts'

type Cells = readonly (readonly exceljs.CellValue[])[]

/** The bytes of a workbook with these sheets, as exceljs writes them. */
async function workbook(
  sheets: Readonly<Record<string, Cells>>,
  change: (workbook: exceljs.Workbook) => void = () => {},
): Promise<Buffer> {
  const book = new exceljs.Workbook()
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows as exceljs.CellValue[][])
  change(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const CLIENTS: Cells = [
  ['Name', 'Sector', 'Since'],
  ['Évora Clinic', 'Health', new Date('2024-02-29T00:00:00Z')],
]

test('texts, dates, numbers and booleans are values', async () => {
  const bytes = await workbook({
    Logs: [
      ['Client', 'Technician', 'Date', 'Hours', 'Rate', 'Billable', 'External id'],
      ['Harbor <& Sons>', 'Maya', new Date('2026-03-14T00:00:00Z'), 1.5, 150, true, 88121],
      ['漢字 😀', 'Sam', new Date('2026-03-14T23:59:58Z'), 0.1 + 0.2, 99.99, false, 'TE-2'],
    ],
  })
  const { rows, issues, inspection } = await readBytes(bytes, 'TIME_LOGS')
  expect([inspection.fileType, issues, inspection.issues]).toEqual(['xlsx', [], []])
  expect(rows.map(({ row, values }) => ({ row, ...values }))).toEqual([
    {
      row: 2,
      client: 'Harbor <& Sons>',
      staff_name: 'Maya',
      date: dayOf(2026, 3, 14),
      hours: 150,
      rate: 15_000,
      billable: true,
      external_id: '88121',
    },
    {
      row: 3,
      client: '漢字 😀',
      staff_name: 'Sam',
      date: dayOf(2026, 3, 14),
      hours: 30,
      rate: 9_999,
      billable: false,
      external_id: 'TE-2',
    },
  ])
  expect(rows[1]?.cells).toEqual(['漢字 😀', 'Sam', '2026-03-14 23:59:58', '0.3', '99.99', 'false', 'TE-2'])
})

test('phone numbers and ids that are numbers keep their digits', async () => {
  const bytes = await workbook({
    Clients: [
      ['Name', 'Phone', 'Id'],
      ['A', 15_550_102_030, 1_001],
    ],
  })
  const { rows } = await readBytes(bytes, 'CLIENTS')
  expect(rows[0]?.values).toMatchObject({ contact_phone: '15550102030', external_id: '1001' })
})

test('formulas are read by their value; one that was never calculated, and errors, are row issues', async () => {
  const bytes = await workbook({
    Logs: [
      ['Client', 'Technician', 'Date', 'Hours'],
      [
        { formula: 'A9', result: 'Acme' },
        'B',
        { formula: 'TODAY()', result: new Date('2026-03-14T00:00:00Z') },
        { formula: '1+1', result: 2 },
      ],
      ['A', 'B', new Date('2026-03-14T00:00:00Z'), { formula: 'SUM(D9)' }],
      ['A', { error: '#N/A' }, new Date('2026-03-14T00:00:00Z'), { formula: '1/0', result: { error: '#DIV/0!' } }],
    ],
  })
  const { rows, issues } = await readBytes(bytes, 'TIME_LOGS')
  expect(rows.map(({ values }) => values)).toEqual([
    { client: 'Acme', staff_name: 'B', date: dayOf(2026, 3, 14), hours: 200, billable: true },
  ])
  expect(issues.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
    [3, 'hours', 'UNCALCULATED_FORMULA', 'SUM(D9)'],
    [4, 'staff_name', 'CELL_ERROR', '#N/A'],
    [4, 'hours', 'CELL_ERROR', '#DIV/0!'],
  ])
})

test('rich text and links are their text', async () => {
  const bytes = await workbook({
    Clients: [
      [{ richText: [{ text: 'Na' }, { text: 'me', font: { bold: true } }] }, 'Email'],
      [
        { richText: [{ text: 'Harbor ' }, { text: 'Dental', font: { italic: true } }] },
        { text: 'a@b.example', hyperlink: 'mailto:a@b.example' },
      ],
    ],
  })
  expect((await readBytes(bytes, 'CLIENTS')).rows[0]?.values).toMatchObject({
    name: 'Harbor Dental',
    contact_email: 'a@b.example',
  })
})

test('a cell shown as a time is a length of time', async () => {
  const bytes = await workbook(
    {
      Logs: [
        ['Client', 'Tech', 'Date', 'Hours'],
        ['A', 'B', 46_095, 1.5 / 24],
        ['A', 'B', 46_095, 0.75 / 24],
        ['A', 'B', 46_095, 23 / 24],
      ],
    },
    book => {
      for (const [at, format] of ['h:mm', '[h]:mm', 'hh:mm:ss AM/PM'].entries())
        book.getWorksheet('Logs')!.getCell(at + 2, 4).numFmt = format
    },
  )
  expect((await readBytes(bytes, 'TIME_LOGS')).column('hours')).toEqual([150, 75, 2_300])
})

test('a currency that the format shows beside a number is the amount’s, as it would be in a text', async () => {
  const bytes = await workbook(
    {
      Invoices: [
        ['Client', 'Number', 'Date', 'Status', 'Total'],
        ['A', 1, 46_095, 'paid', 1234.5],
        ['A', 2, 46_095, 'paid', -1234.125],
        ['A', 3, 46_095, 'paid', 12],
        ['A', 4, 46_095, 'paid', 0.5],
        ['A', 5, 46_095, 'paid', 7],
      ],
    },
    book => {
      const formats = ['#,##0.00 [$€-407]', '"£"#,##0', '_("$"* #,##0.00_)', '[$CHF] 0.00', '#,##0.00 "net"']
      for (const [at, format] of formats.entries()) book.getWorksheet('Invoices')!.getCell(at + 2, 5).numFmt = format
    },
  )
  const { column, inspection } = await readBytes(bytes, 'INVOICES')
  expect(inspection.questions).toEqual([])
  expect(column('currency')).toEqual(['EUR', 'GBP', 'USD', 'CHF', 'USD'])
  expect(column('total_amount')).toEqual([123_450, -123_412, 1200, 50, 700])
})

test('hours and seats that are formatted as money are the numbers they are', async () => {
  const dollars = (book: exceljs.Workbook) => {
    for (const cell of ['C2', 'D2']) book.getWorksheet('Sheet')!.getCell(cell).numFmt = '"$"#,##0.00'
  }
  const logs = [
    ['Client', 'Tech', 'Hours', 'Rate', 'Date'],
    ['A', 'B', 1.125, 99.5, 46_095],
  ]
  const hours = await readBytes(await workbook({ Sheet: logs }, dollars), 'TIME_LOGS')
  expect([hours.column('hours'), hours.column('rate')]).toEqual([[112], [9950]])
  const seats = [
    ['Client', 'Product', 'Qty', 'Unit price'],
    ['A', 'P', 40, 18.75],
  ]
  const licenses = await readBytes(await workbook({ Sheet: seats }, dollars), 'LICENSES')
  expect([licenses.column('seats_purchased'), licenses.column('cost_per_seat')]).toEqual([[40], [1875]])
})

test('dates count from 1904 where the workbook says so', async () => {
  const bytes = await workbook({ Clients: CLIENTS }, book => {
    book.properties.date1904 = true
  })
  expect((await readBytes(bytes, 'CLIENTS')).column('since')).toEqual([dayOf(2024, 2, 29)])
})

test('empty cells between and before others keep their columns', async () => {
  const bytes = await workbook({
    Clients: [
      [null, 'Name', null, 'Sector'],
      [null, 'A', null, 'x'],
      [null, null, null, 'only'],
      [null, 'B', 'note', null],
    ],
  })
  const { rows, issues } = await readBytes(bytes, 'CLIENTS')
  expect(rows.map(({ values, extra }) => [values.name, values.industry, extra])).toEqual([
    ['A', 'x', {}],
    ['B', null, { 'Column C': 'note' }],
  ])
  expect(codes(issues)).toEqual([[3, 'name', 'REQUIRED_BLANK']])
})

test('values beside the table are columns without a name, not errors', async () => {
  const bytes = await workbook({
    Clients: [
      ['Name', 'Sector'],
      ['A', 'x', null, 'a note'],
    ],
  })
  const { rows, inspection } = await readBytes(bytes, 'CLIENTS')
  expect(rows[0]).toMatchObject({ extra: { 'Column D': 'a note' }, cells: ['A', 'x', '', 'a note'] })
  expect(codes(inspection.issues)).toEqual([[1, null, 'UNMAPPED_HEADINGS']])
})

test('hidden rows are read with a notice; merged cells below the heading are a warning', async () => {
  const bytes = await workbook(
    { Clients: [['Our clients'], ['Name', 'Sector'], ['A', 'x'], ['B', 'y'], ['C', 'z']] },
    book => {
      const sheet = book.getWorksheet('Clients')!
      sheet.getRow(4).hidden = true
      sheet.mergeCells('A1:B1')
      sheet.mergeCells('B3:B4')
    },
  )
  const { rows, inspection } = await readBytes(bytes, 'CLIENTS')
  expect(rows.map(({ row }) => row)).toEqual([3, 4, 5])
  expect(inspection.issues.map(({ code, severity, value }) => [code, severity, value])).toEqual([
    ['HEADING_BELOW_TITLES', 'NOTICE', null],
    ['HIDDEN_ROWS', 'NOTICE', '1'],
    ['MERGED_CELLS', 'WARNING', '1'],
  ])
})

test('two sheets that may be meant are a question with their names, and nothing is read', async () => {
  const bytes = await workbook({ January: CLIENTS, February: CLIENTS, Notes: [['Hello']] })
  expect((await readBytes(bytes, 'CLIENTS')).inspection).toMatchObject({
    plan: null,
    headings: [],
    rowCount: 0,
    questions: [{ code: 'WHICH_SHEET', heading: null, column: null, choices: ['January', 'February'] }],
  })
})

test('a sheet is chosen by name, in any case, and an unknown one is refused with the names there are', async () => {
  const bytes = await workbook({ January: CLIENTS, February: [['Name'], ['Feb']] })
  expect((await readBytes(bytes, 'CLIENTS', { sheet: 'February' })).column('name')).toEqual(['Feb'])
  expect((await readBytes(bytes, 'CLIENTS', { sheet: ' january' })).column('name')).toEqual(['Évora Clinic'])
  await expect(readBytes(bytes, 'CLIENTS', { sheet: 'March' })).rejects.toMatchObject({
    code: 'NO_SUCH_SHEET',
    message: expect.stringContaining('"January", "February"'),
  })
})

test('the only sheet that looks like the dataset is read, with a notice about the others', async () => {
  const bytes = await workbook({ Cover: [['Lakeside IT']], Data: CLIENTS, Empty: [] })
  const { column, inspection } = await readBytes(bytes, 'CLIENTS')
  expect(column('name')).toEqual(['Évora Clinic'])
  expect(inspection.issues).toMatchObject([{ code: 'OTHER_SHEETS', value: '"Cover"' }])
})

test('hidden sheets are read only when named', async () => {
  const bytes = await workbook({ Old: [['Name'], ['Old']], Data: CLIENTS }, book => {
    book.getWorksheet('Old')!.state = 'hidden'
  })
  expect((await readBytes(bytes, 'CLIENTS')).column('name')).toEqual(['Évora Clinic'])
  expect((await readBytes(bytes, 'CLIENTS', { sheet: 'Old' })).column('name')).toEqual(['Old'])
})

test('a table is read by its name, without its total row', async () => {
  const bytes = await workbook({ Report: [['Some'], ['titles']] }, book => {
    book.getWorksheet('Report')!.addTable({
      name: 'ClientList',
      ref: 'C4',
      headerRow: true,
      totalsRow: true,
      columns: [{ name: 'Name', totalsRowLabel: 'Total' }, { name: 'Sector' }],
      rows: [
        ['A', 'x'],
        ['B', 'y'],
      ],
    })
    book.getWorksheet('Report')!.getCell('F5').value = 'beside'
  })
  const { rows, issues } = await readBytes(bytes, 'CLIENTS', { sheet: 'ClientList' })
  expect(rows.map(({ row, values }) => [row, values.name, values.industry])).toEqual([
    [5, 'A', 'x'],
    [6, 'B', 'y'],
  ])
  expect(issues).toEqual([])
})

test('an empty workbook and one with a heading only are refused', async () => {
  await expect(readBytes(await workbook({ Sheet1: [] }), 'CLIENTS')).rejects.toMatchObject({ code: 'EMPTY' })
  await expect(readBytes(await workbook({ Sheet1: [], Sheet2: [] }), 'CLIENTS')).rejects.toMatchObject({
    code: 'EMPTY',
  })
  await expect(readBytes(await workbook({ Sheet1: [['Name']] }), 'CLIENTS')).rejects.toMatchObject({
    code: 'HEADER_ONLY',
  })
})

test('whatever exceljs writes reads back the same', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'aZ09 <>&"\'_x000D_é漢😀\n,;'), minLength: 1, maxLength: 20 })
  const cell = fc.oneof(
    text.map(value => ({ value, expected: value.trim() })),
    fc.integer({ min: -1e9, max: 1e9 }).map(value => ({ value, expected: cellText(value) })),
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
      .map(value => ({ value, expected: cellText(value) })),
    fc.boolean().map(value => ({ value, expected: String(value) })),
    fc.constant({ value: null, expected: '' }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 }), async rows => {
      const bytes = await workbook({
        Data: [
          ['Name', 'Industry', 'Note', 'Id'],
          ...rows.map((row, at) => [...row.map(({ value }) => value), `id${at}`]),
        ],
      })
      const reading = await readBytes(bytes, 'CLIENTS')
      const found = new Map(
        [...reading.rows, ...reading.rejected].map(({ row, cells }) => [row, cells.map(part => part.trim())]),
      )
      expect(found).toEqual(
        new Map(rows.map((row, at) => [at + 2, [...row.map(({ expected }) => expected), `id${at}`]])),
      )
    }),
    { numRuns: 40 },
  )
})
