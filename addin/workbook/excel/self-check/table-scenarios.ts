import type { Scenario } from './scenario.ts'

async function smallTable(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<Excel.Table> {
  sheet.getRange('B3:D5').values = [
    ['Client', 'Month', 'Revenue'],
    ['Acme', 'July', 10],
    ['Birch', 'July', 20],
  ]
  const table = sheet.tables.add('B3:D5', true)
  table.load('id, name')
  await context.sync()
  return table
}

/** Tables: what keeps them found, and what moves when they grow. */
export const tableScenarios: readonly Scenario[] = [
  {
    name: 'A table keeps its id when it is renamed and rows are inserted above',
    provenance: 'documentation',
    needs: '1.4',
    expected: { sameId: true, address: 'B5:D7' },
    run: async (context, sheet) => {
      const table = await smallTable(context, sheet)
      const { id } = table
      table.name = `Check_${Date.now() % 1_000_000}`
      sheet.getRange('1:2').insert('Down')
      await context.sync()
      const found = context.workbook.tables.getItemOrNullObject(id)
      found.load('id')
      const range = found.getRange()
      range.load('address')
      await context.sync()
      return { sameId: found.id === id, address: range.address.replace(/^.*!/, '') }
    },
  },
  {
    name: 'Rows added to a table move what is below it, not what is beside it',
    provenance: 'assumption',
    needs: '1.4',
    expected: { below: ['B8'], beside: 'F7', table: 'B3:D6', sum: 60 },
    run: async (context, sheet) => {
      const table = await smallTable(context, sheet)
      sheet.getRange('B7').values = [['below']]
      sheet.getRange('F7').values = [['beside']]
      const sum = sheet.getRange('F1')
      sum.formulas = [[`=SUM(${table.name}[Revenue])`]]
      table.rows.add(undefined, [['Cedar', 'July', 30]])
      const range = table.getRange()
      const moved = sheet.getRange('B7:B9')
      const beside = sheet.getRange('F7')
      for (const each of [range, moved, beside, sum]) each.load('address, values')
      await context.sync()
      return {
        below: moved.values.flatMap(([value], index) => (value === 'below' ? [`B${7 + index}`] : [])),
        beside: beside.values[0]?.[0] === 'beside' ? 'F7' : 'moved',
        table: range.address.replace(/^.*!/, ''),
        sum: sum.values[0]?.[0],
      }
    },
  },
  {
    name: 'Resizing a table takes cells in and moves none',
    provenance: 'documentation',
    needs: '1.13',
    expected: { rows: 3, below: 'Cedar', sum: 60 },
    run: async (context, sheet) => {
      const table = await smallTable(context, sheet)
      sheet.getRange('B6:D6').values = [['Cedar', 'July', 30]]
      const sum = sheet.getRange('F1')
      sum.formulas = [[`=SUM(${table.name}[Revenue])`]]
      table.resize('B3:D6')
      table.rows.load('count')
      const below = sheet.getRange('B6')
      below.load('values')
      sum.load('values')
      await context.sync()
      return { rows: table.rows.count, below: below.values[0]?.[0], sum: sum.values[0]?.[0] }
    },
  },
  {
    name: 'A column keeps its id when another is inserted before it; formulas follow a new heading',
    provenance: 'documentation',
    needs: '1.4',
    expected: { sameId: true, index: 3, sum: 30 },
    run: async (context, sheet) => {
      const table = await smallTable(context, sheet)
      const revenue = table.columns.getItem('Revenue')
      revenue.load('id')
      await context.sync()
      const { id } = revenue
      const sum = sheet.getRange('A1')
      sum.formulas = [[`=SUM(${table.name}[Revenue])`]]
      table.columns.add(1)
      sheet.getRange('E3').values = [['Sales']]
      const found = table.columns.getItem('Sales')
      found.load('id, index')
      sum.load('values')
      await context.sync()
      return { sameId: found.id === id, index: found.index, sum: sum.values[0]?.[0] }
    },
  },
  {
    name: 'A copied sheet has a table of another id and name',
    provenance: 'assumption',
    needs: '1.10',
    expected: { tables: 1, otherId: true, otherName: true },
    run: async (context, sheet) => {
      const table = await smallTable(context, sheet)
      const copy = sheet.copy('End')
      copy.tables.load('items/id, items/name')
      await context.sync()
      const [twin] = copy.tables.items
      const seen = {
        tables: copy.tables.items.length,
        otherId: twin?.id !== table.id,
        otherName: twin?.name !== table.name,
      }
      copy.delete()
      await context.sync()
      return seen
    },
  },
]
