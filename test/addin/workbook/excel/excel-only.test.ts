import { describe, expect, test } from 'vitest'
import type { TableModel, TrustMark } from '../../../../addin/workbook/workbook.ts'
import { showTableFilters } from '../../../excel-host/model/edits/filter-table.ts'
import { renameTable, setTotals } from '../../../excel-host/model/edits/tables.ts'
import { marginModel, provenance, threeClients } from '../table-models.ts'
import { excelWorkbook, openInNode } from './open-in-node.ts'

const september = marginModel([
  ['Acme Ltd', '2026-08', 1250, 33],
  ['Delta', '2026-08', 75, 20],
  ['Ember', '2026-08', 80, 21],
  ['Fjord', '2026-08', 85, 22],
])

async function pulled(at = 'A1', model: TableModel = threeClients) {
  const opened = await openInNode({ Report: [] })
  await opened.person.select('Report', at)
  const { id } = await opened.workbook.writeTable(model, { kind: 'new', at: 'selection' })
  const sheet = opened.host.workbook.sheet('Report')
  const table = opened.host.workbook.tables[0]!
  const refresh = (answer: TableModel, overwriteEdits = false) =>
    opened.workbook.writeTable(answer, { kind: 'pulled', id, overwriteEdits })
  return { ...opened, id, sheet, table, refresh, book: opened.host.workbook }
}

const mark = (level: TrustMark['level']): TrustMark => ({ level, note: `${level}: few rows` })
const marked = (levels: readonly (TrustMark['level'] | null)[]): TableModel => ({
  ...threeClients,
  rows: threeClients.rows.map((row, at) => {
    const level = levels[at] ?? null
    return { ...row, marks: [null, null, level && mark(level), null] }
  }),
})

describe('a new table in Excel', () => {
  test('is a table of Excel with a name, number formats and a note on where it is from', async () => {
    const { sheet, table, person } = await pulled('B2')
    expect([table.name, table.showHeaders, table.columns.map(({ name }) => name)]).toEqual([
      'Margin_by_client_and_month',
      true,
      ['Client', 'Month', 'Revenue', 'Margin %'],
    ])
    expect([1, 2, 3, 4].map(column => sheet.look(2, column).numberFormat)).toEqual(['General', '@', '#,##0.00', '0.0'])
    const note = await person.note('Report', 'B2')
    expect(note).toContain('snapshot 12')
    expect(note).toContain('Ana Analyst')
    expect(note).toContain('margin_pct v2')
  })

  test('shows without colour which numbers are not to be trusted, and says why in a note', async () => {
    const { sheet, person, refresh } = await pulled('A1', marked(['HIGH', 'LOW', null]))
    const formats = () => [1, 2, 3].map(row => sheet.look(row, 2).numberFormat)
    expect(formats()).toEqual(['#,##0.00_ _!', '#,##0.00" !"', '#,##0.00_ _!'])
    expect(await person.note('Report', 'C3')).toContain('LOW: few rows')
    expect(sheet.value(2, 2)).toBe(900)

    await refresh(marked(['AMBIGUOUS', 'LOW', null]))
    expect(formats()).toEqual(['#,##0.00" ?"', '#,##0.00" !"', '#,##0.00_ _!'])
    expect(await person.note('Report', 'C2')).toContain('AMBIGUOUS: few rows')
    await refresh(threeClients)
    expect(formats()).toEqual(['#,##0.00', '#,##0.00', '#,##0.00'])
    expect([await person.note('Report', 'C2'), await person.note('Report', 'C3')]).toEqual([null, null])
  })

  test('has a native chart beside it whose series are its columns', async () => {
    const chart = {
      kind: 'column',
      title: 'Revenue and margin',
      columns: ['revenue', 'margin_pct'],
      labels: 'client',
    } as const
    const { book } = await pulled('A1', { ...threeClients, chart })
    expect(book.charts).toMatchObject([{ title: 'Revenue and margin', kind: 'ColumnClustered' }])
    const series = book.charts[0]?.series.map(({ values, labels }) => [values?.block, labels?.block])
    const body = (column: number) => ({ row: 1, column, height: 3, width: 1 })
    expect(series).toEqual([
      [body(2), body(0)],
      [body(3), body(0)],
    ])
  })
})

describe('a refresh in Excel', () => {
  test('finds its table after the workbook was closed and opened, the sheet and the table renamed', async () => {
    const { host, table, book, id } = await pulled()
    book.edit('Rename', () => renameTable(table, 'Mine'))
    const reopened = excelWorkbook(host)
    expect(await reopened.pulledTables()).toMatchObject([{ id, name: 'Mine', state: 'intact', provenance }])
    await reopened.writeTable(september, { kind: 'pulled', id, overwriteEdits: false })
    expect(book.tables.map(({ name }) => name)).toEqual(['Mine'])
  })

  test('moves a total below down with it, as Excel does, and its formula with it', async () => {
    const { person, refresh, book } = await pulled()
    await person.type('Report', 'A6', 'Total')
    await person.type('Report', 'C6', '=SUM(Margin_by_client_and_month[Revenue])')
    await person.type('Report', 'F2', 'beside')
    await refresh(marginModel([...september.rows, ...threeClients.rows.slice(1)].map(({ cells }) => cells as never)))
    const cells = await person.cells('Report')
    expect(book.tables[0]?.block.height).toBe(7)
    expect([cells.get('A9'), cells.get('C9'), cells.get('F2')]).toEqual([
      'Total',
      1250 + 75 + 80 + 85 + 900 + 310.25,
      'beside',
    ])
  })

  test('refuses to move what is below when that would part it from what is beside that', async () => {
    const { person, refresh } = await pulled()
    await person.type('Report', 'A6', 'Total')
    await person.type('Report', 'G6', 'checked')
    const before = await person.cells('Report')
    const more = marginModel([...september.rows, ...threeClients.rows.slice(1)].map(({ cells }) => cells as never))
    await expect(refresh(more)).rejects.toMatchObject({ kind: 'occupied', message: expect.stringContaining('G6') })
    expect(await person.cells('Report')).toEqual(before)
  })

  test('keeps columns that a person added, with their formulas and notes, and goes on with the formula in new rows', async () => {
    const { person, refresh, book } = await pulled()
    await person.type('Report', 'E1', 'Per hour')
    for (const row of [2, 3, 4]) await person.type('Report', `E${row}`, `=C${row}/10`)
    await person.type('Report', 'F1', 'Remark')
    await person.type('Report', 'F3', 'call them')
    expect(book.tables[0]?.block.width).toBe(6)
    expect(await refresh(september)).toMatchObject({ rowsAdded: 3, rowsRemoved: 1, rowsEmptied: 1 })
    const cells = await person.cells('Report')
    expect([cells.get('A3'), cells.get('C3'), cells.get('F3')]).toEqual(['Beacon', undefined, 'call them'])
    expect(['E2', 'E4', 'E6'].map(at => cells.get(at))).toEqual([125, 7.5, 8.5])
  })

  test('adds rows above a row of totals and leaves what is below where it is', async () => {
    const { person, refresh, book, table } = await pulled()
    await person.type('Report', 'A12', 'below')
    book.edit('Totals', () => setTotals(table, true))
    const below = [...(await person.cells('Report'))].find(([, value]) => value === 'below')?.[0]
    await refresh(september)
    const cells = await person.cells('Report')
    expect(cells.get(below ?? '')).toBe('below')
    expect([cells.get('A2'), cells.get('A5'), cells.get('A6')]).toEqual(['Acme Ltd', 'Fjord', 'Total'])
  })

  test('empties rows instead of deleting them while a filter hides some', async () => {
    const { refresh, book, table, person } = await pulled()
    book.edit('Filter', () => showTableFilters(table, new Map([[1, ['Cobalt']]])))
    expect(await refresh(marginModel([['Cobalt', '2026-08', 1, 1]]))).toMatchObject({ rowsRemoved: 0, rowsEmptied: 2 })
    expect((await person.cells('Report')).get('C4')).toBe(1)
  })

  test('deletes no row above a wider table, whose cells could not move', async () => {
    const { refresh, workbook, person } = await pulled('C1')
    await person.select('Report', 'A8')
    await workbook.writeTable(threeClients, { kind: 'new', at: 'selection' })
    expect(await refresh(marginModel([['Cobalt', '2026-08', 1, 1]]))).toMatchObject({ rowsRemoved: 0, rowsEmptied: 2 })
    expect((await person.cells('Report')).get('A9')).toBe('Acme Ltd')
    expect((await workbook.pulledTables()).map(({ state }) => state)).toEqual(['intact', 'intact'])
  })

  test('says that a sheet is protected, and changes nothing', async () => {
    const { refresh, sheet, person } = await pulled()
    sheet.protection = { password: null, allows: new Set() }
    const before = await person.cells('Report')
    await expect(refresh(september)).rejects.toMatchObject({
      kind: 'protected',
      message: expect.stringContaining('Report'),
    })
    expect(await person.cells('Report')).toEqual(before)
  })

  test('says that a cell is being edited when that does not end', async () => {
    const { refresh, host } = await pulled()
    host.faults.editingCell = true
    await expect(refresh(september)).rejects.toMatchObject({ kind: 'busy' })
    host.faults.editingCell = false
    await expect(refresh(september)).resolves.toMatchObject({ rowsAdded: 3 })
  })

  test('is refused when what the workbook remembers was changed by something else', async () => {
    const { host, book, id, person } = await pulled()
    const before = await person.cells('Report')
    const kept = book.customXmlParts
    for (const [from, to] of [
      ['1200.5', '1200.6'],
      ['Ana Analyst', 'Eve'],
    ] as const) {
      book.customXmlParts = kept.map(part => ({ ...part, xml: part.xml.replace(from, to) }))
      const reopened = excelWorkbook(host)
      expect(await reopened.pulledTables()).toMatchObject([
        { id, state: 'damaged', reason: expect.stringMatching(/changed/) },
      ])
      const writing = reopened.writeTable(september, { kind: 'pulled', id, overwriteEdits: true })
      await expect(writing).rejects.toMatchObject({ kind: 'mismatch' })
    }
    expect(await person.cells('Report')).toEqual(before)
  })

  test.each([
    ['some rows stay', september],
    [
      'no row stays',
      marginModel(september.rows.map(({ cells: [client, , ...rest] }) => [client, '2026-09', ...rest] as never)),
    ],
  ])(
    'that Excel ends anywhere half-way leaves a table that is known and can be refreshed again: %s',
    async (_, answer) => {
      let ended = 0
      for (let failing = 1; failing < 60; failing++) {
        const { host, refresh, workbook, person, book } = await pulled()
        await person.type('Report', 'F7', 'outside')
        await host.settled()
        const receive = host.host.receive.bind(host.host)
        let count = 0
        host.host.receive = message => {
          const isBatch = String(message).includes('IterativeExecutor')
          if (isBatch && ++count === failing) host.faults.failNext = 1
          return receive(message)
        }
        const failed = await refresh(answer).then(
          () => false,
          () => true,
        )
        host.host.receive = receive
        if (count < failing) break
        // What office.js tidies up after a run is no part of it.
        if (failed) ended++
        const [table] = await workbook.pulledTables()
        expect(table, `after batch ${failing} failed`).toMatchObject({ state: 'intact', edits: [] })
        await refresh(answer)
        const cells = await person.cells('Report')
        const clients = [...cells].filter(([at]) => at.startsWith('A')).map(([, value]) => value)
        expect(clients.sort()).toEqual(['Acme Ltd', 'Client', 'Delta', 'Ember', 'Fjord'])
        expect([book.tables[0]?.block.height, cells.get('F7')]).toEqual([5, 'outside'])
        host.stop()
      }
      expect(ended).toBeGreaterThan(15)
    },
  )
})
