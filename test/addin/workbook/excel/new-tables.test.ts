import { expect, test } from 'vitest'
import { addName } from '../../../excel-host/model/edits/names.ts'
import { marginModel, threeClients } from '../table-models.ts'
import { excelWorkbook, openInNode } from './open-in-node.ts'

const selection = { kind: 'new', at: 'selection' } as const

test('a name that a person gave to cells is not taken for a table', async () => {
  const { workbook, host } = await openInNode({ Report: [] })
  const book = host.workbook
  const name = 'Margin_by_client_and_month'
  book.edit('Name', () => addName(book, { name, scope: null, formula: '=Report!$H$1', visible: true, comment: '' }))
  expect(await workbook.writeTable(threeClients, selection)).toMatchObject({ name: `${name}_2` })
})

test('titles in any script become names, and formulas find them', async () => {
  const { workbook, person } = await openInNode({ Report: [] })
  const model = { ...threeClients, title: 'Umsatz für Größe 日本 – Straße' }
  const { name } = await workbook.writeTable(model, selection)
  expect(name).toBe('Umsatz_für_Größe_日本_Straße')
  await person.type('Report', 'G1', `=SUM(${name}[Revenue])`)
  expect((await person.cells('Report')).get('G1')).toBe(1200.5 + 900 + 310.25)
})

test.each(['selection', 'sheet'] as const)(
  'of a new table that is stopped while it is formatted nothing is left and nothing remembered (%s)',
  async at => {
    const { workbook, person, host } = await openInNode({ Report: [['mine']] })
    await person.select('Report', 'B3')
    const stop = new AbortController()
    const progress = (_part: number, doing: string) => {
      if (doing === 'Formatting') stop.abort()
    }
    const writing = workbook.writeTable(threeClients, { kind: 'new', at }, { signal: stop.signal, progress })
    await expect(writing).rejects.toMatchObject({ kind: 'aborted' })
    expect([...(await person.cells('Report'))]).toEqual([['A1', 'mine']])
    expect(await person.sheets()).toEqual(['Report'])
    expect([host.workbook.tables, host.workbook.customXmlParts]).toEqual([[], []])
  },
)

test('ids that were given anew when the workbook was opened do not lead into a stranger', async () => {
  const { workbook, person, host } = await openInNode({
    Report: [],
    Own: [
      ['Fruit', 'Colour', 'Weight', 'Price'],
      ['Apple', 'red', 1, 2],
    ],
  })
  const { name } = await workbook.writeTable(threeClients, selection)
  const { Excel } = host
  const own = await Excel.run(async context => {
    const table = context.workbook.worksheets.getItem('Own').tables.add('A1:D2', true)
    table.load('id')
    await context.sync()
    return table.id
  })
  const [pulled, stranger] = host.workbook.tables
  const { id } = pulled!
  Object.assign(pulled!, { id: own })
  Object.assign(stranger!, { id })
  const reopened = excelWorkbook(host)
  expect(await reopened.pulledTables()).toMatchObject([{ id: own, name, state: 'intact' }])
  const before = await person.cells('Own')
  const more = marginModel([['Delta', '2026-08', 75, 20]])
  await reopened.writeTable(more, { kind: 'pulled', id: own, overwriteEdits: false })
  expect(await person.cells('Own')).toEqual(before)
  expect((await person.cells('Report')).get('A2')).toBe('Delta')
})

test('numbers of any size and many digits are what was written, and need no second writing', async () => {
  const { workbook } = await openInNode({ Report: [] })
  const numbers = [0.1 + 0.2, 1234567890123456, 2 ** 60 + 2 ** 9, -0, 1e-7, 1e21, 33.333333333333336, 5e-324, 1e308]
  const model = marginModel(numbers.map((number, at) => [`Client ${at}`, '2026-08', number, -number]))
  const { id } = await workbook.writeTable(model, selection)
  expect(await workbook.pulledTables()).toMatchObject([{ state: 'intact', edits: [] }])
  const again = await workbook.writeTable(model, { kind: 'pulled', id, overwriteEdits: false })
  expect(again).toMatchObject({ cellsChanged: 0, rowsAdded: 0, rowsRemoved: 0 })
})

test('two tables, one above the other, grow, shrink and stay themselves', async () => {
  const { workbook, person } = await openInNode({ Report: [] })
  const upper = await workbook.writeTable(threeClients, selection)
  await person.select('Report', 'A8')
  const lower = await workbook.writeTable({ ...threeClients, title: 'Lower' }, selection)
  await person.type('Report', 'H1', '=SUM(Lower[Revenue])')
  const many = marginModel(Array.from({ length: 9 }, (_, at) => [`Client ${at}`, '2026-08', at, at]))
  const refresh = (id: string, model = many) =>
    workbook.writeTable(model, { kind: 'pulled', id, overwriteEdits: false })
  await refresh(upper.id)
  expect(await workbook.pulledTables()).toMatchObject([
    { id: upper.id, address: 'A1:D10', state: 'intact' },
    { id: lower.id, state: 'intact' },
  ])
  expect((await person.cells('Report')).get('H1')).toBe(1200.5 + 900 + 310.25)
  await refresh(lower.id)
  await refresh(upper.id, threeClients)
  const tables = await workbook.pulledTables({ content: true })
  expect(tables).toMatchObject([
    { id: upper.id, state: 'intact' },
    { id: lower.id, state: 'intact' },
  ])
  expect(tables.map(({ content }) => content?.rows.length)).toEqual([3, 9])
  expect((await person.cells('Report')).get('H1')).toBe(36)
})
