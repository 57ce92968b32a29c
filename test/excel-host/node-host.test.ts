import { afterEach, expect, test } from 'vitest'
import { insertCells, wholeRows } from './model/edits/insert-cells.ts'
import { typeText } from './model/edits/type-text.ts'
import { rectangle } from './model/rectangle.ts'
import { createNodeHost, type NodeHost } from './node-host.ts'

let host: NodeHost
afterEach(() => host.stop())

test('a margin table is written with formulas, formats and a chart, and survives rows inserted above', async () => {
  host = await createNodeHost()
  const { Excel, workbook } = host
  const written = await Excel.run(async context => {
    const sheet = context.workbook.worksheets.getActiveWorksheet()
    const range = sheet.getRange('A1').getResizedRange(2, 3)
    range.values = [
      ['Client', 'Revenue', 'Cost', 'Margin'],
      ['Acme', 1200.5, 800, '=(B2-C2)/B2'],
      ['Birch', 1310, 820, '=(B3-C3)/B3'],
    ]
    const table = sheet.tables.add(range, true)
    table.name = 'Margins'
    table.columns.getItem('Margin').getDataBodyRange().numberFormat = [['0.0%'], ['0.0%']]
    sheet.getRange('F1').formulas = [['=SUM(Margins[Revenue])']]
    const chart = sheet.charts.add('ColumnClustered', table.columns.getItem('Margin').getRange(), 'Columns')
    chart.title.text = 'Gross margin'
    const used = sheet.getUsedRange()
    used.load('address, values, text')
    table.load('name, id')
    await context.sync()
    return { address: used.address, values: used.values, text: used.text, id: table.id }
  })
  expect(written.address).toBe('Sheet1!A1:F3')
  expect(written.text[1]).toEqual(['Acme', '1200.5', '800', '33.4%', '', ''])
  expect(written.values[0]?.[5]).toBe(2510.5)

  const sheet = workbook.sheet('Sheet1')
  workbook.edit('insert rows', () => insertCells(sheet, wholeRows(0, 2), 'Down'))
  workbook.edit('type', () => typeText(sheet, 5, 1, '100'))
  await Excel.run(async context => {
    const table = context.workbook.tables.getItem(written.id)
    const range = table.getRange().load('address')
    const sum = context.workbook.worksheets.getItem('Sheet1').getRange('F3').load('values, formulas')
    await context.sync()
    expect(range.address).toBe('Sheet1!A3:D6')
    expect(sum.values).toEqual([[2610.5]])
    expect(sum.formulas).toEqual([['=SUM(Margins[Revenue])']])
  })
  expect(workbook.undo()).toBe('type')
  expect(workbook.undo()).toBe('insert rows')
  expect(workbook.undo()).toBe('add-in')
  expect(sheet.used()).toBeNull()
})

test('an add-in hears of selections, edits and new sheets', async () => {
  host = await createNodeHost()
  const { Excel, workbook, settled } = host
  const heard: string[] = []
  await Excel.run(async context => {
    context.workbook.worksheets.onChanged.add(async event => {
      heard.push(`${event.changeType} ${event.address} ${event.source}`)
    })
    context.workbook.worksheets.onSelectionChanged.add(async event => {
      heard.push(`selected ${event.address}`)
    })
    context.workbook.worksheets.onNameChanged.add(async event => {
      heard.push(`${event.nameBefore} is ${event.nameAfter}`)
    })
    await context.sync()
  })
  const sheet = workbook.sheet('Sheet1')
  workbook.edit('type', () => typeText(sheet, 0, 0, 'x'))
  workbook.select(sheet, rectangle(1, 1, 2, 2))
  workbook.settle('person')
  await Excel.run(async context => {
    context.workbook.worksheets.getActiveWorksheet().name = 'Data'
    await context.sync()
  })
  await settled()
  expect(heard).toEqual(['RangeEdited A1 Local', 'selected B2:C3', 'Sheet1 is Data'])
})

test('errors come as office.js knows them', async () => {
  host = await createNodeHost()
  const { Excel, OfficeExtension, faults } = host
  const code = async (work: (context: Excel.RequestContext) => Promise<unknown>): Promise<string> => {
    try {
      await Excel.run(work)
      return 'none'
    } catch (error) {
      return error instanceof OfficeExtension.Error ? error.code : String(error)
    }
  }
  const sheet = (context: Excel.RequestContext) => context.workbook.worksheets.getActiveWorksheet()
  expect(await code(async context => context.workbook.worksheets.getItem('Nope').load('name'))).toBe('ItemNotFound')
  expect(await code(async context => sheet(context).getRange('A0').load('values'))).toBe('InvalidArgument')
  expect(
    await code(async context => {
      sheet(context).getRange('A10:B10').values = [[1]]
    }),
  ).toBe('InvalidArgument')
  expect(await code(async context => sheet(context).name)).toBe('PropertyNotLoaded')
  faults.editingCell = true
  expect(await code(async context => sheet(context).load('name'))).toBe('InvalidOperationInCellEditMode')
  faults.editingCell = false
  const rows = Array.from({ length: 300 }, () => Array.from({ length: 5 }, () => 'x'.repeat(4_000)))
  expect(
    await code(async context => {
      sheet(context).getRange('A1').getResizedRange(299, 4).values = rows
    }),
  ).toBe('RequestPayloadSizeLimitExceeded')
})
