import { describe, expect, test } from 'vitest'
import type { Anchor } from '../../../../addin/workbook/anchors/anchor.ts'
import { copiedFrom } from '../../../../addin/workbook/anchors/copied-from.ts'
import { findColumns } from '../../../../addin/workbook/anchors/find-columns.ts'
import { inspectRows, type SheetRows } from '../../../../addin/workbook/anchors/inspect-rows.ts'
import { planRefresh } from '../../../../addin/workbook/anchors/plan-refresh.ts'
import { growthOf, runsFromBelow } from '../../../../addin/workbook/anchors/room.ts'
import type { CellValue, TableModel } from '../../../../addin/workbook/workbook.ts'
import { marginModel, threeClients } from '../table-models.ts'
import { finish } from './finish.ts'
import { writtenAnchor } from './written-anchor.ts'

const anchor = writtenAnchor(threeClients)
const [acme, beacon, cobalt] = threeClients.rows.map(({ cells }) => cells) as [CellValue[], CellValue[], CellValue[]]

const sheetOf = (cells: readonly (readonly CellValue[])[], formulas: readonly string[] = []): SheetRows => ({
  cells,
  isFormula: (row, column) => formulas.includes(`${row} ${column}`),
  addressOf: (row, column) => `${'ABCD'[column]}${row + 2}`,
})

const inspect = (cells: readonly (readonly CellValue[])[], of: Anchor = anchor, formulas: readonly string[] = []) =>
  finish(inspectRows(of, sheetOf(cells, formulas)))

function refresh(cells: readonly (readonly CellValue[])[], model: TableModel, mayDelete = (_row: number) => true) {
  const inspected = inspect(cells)
  if ('problem' in inspected) throw new Error(inspected.problem)
  return finish(planRefresh(model, { anchor, sheet: sheetOf(cells), keyOf: inspected.keyOf, mayDelete }))
}

describe('rows are found by what stands in them', () => {
  test('after a sort, each row is still itself', () => {
    const inspected = inspect([cobalt, acme, beacon])
    expect(inspected).toMatchObject({ edits: [] })
    expect('keyOf' in inspected && [...inspected.keyOf.entries()].sort()).toEqual([
      [0, 'Cobalt|2026-08'],
      [1, 'Acme Ltd|2026-08'],
      [2, 'Beacon|2026-08'],
    ])
  })

  test('a number typed over ours is an edit, and so is a formula that has its value', () => {
    expect(inspect([acme, ['Beacon', '2026-08', 950, 12], cobalt])).toMatchObject({
      edits: [{ address: 'C3', rowKey: 'Beacon|2026-08', columnKey: 'revenue', was: 900, is: 950 }],
    })
    expect(inspect([acme, beacon, cobalt], anchor, ['1 2'])).toMatchObject({ edits: [{ address: 'C3', is: 900 }] })
  })

  test('a label typed over ours is an edit of that row where its numbers tell which one it is', () => {
    expect(inspect([acme, ['Beacon Inc', '2026-08', 900, 12], cobalt])).toMatchObject({
      edits: [{ address: 'A3', rowKey: 'Beacon|2026-08', columnKey: 'client', was: 'Beacon', is: 'Beacon Inc' }],
    })
  })

  test('two rows that read the same are refused, not guessed', () => {
    expect(inspect([acme, beacon, cobalt, beacon])).toEqual({
      problem: 'Rows 2 and 4 of the table both read "Beacon / 2026-08". Delete or rename the one that was added.',
    })
  })

  test('rows that a person added belong to nobody, rows that they deleted are missing, neither is an edit', () => {
    const inspected = inspect([acme, ['My own', '', 5, null], cobalt])
    expect(inspected).toMatchObject({ edits: [] })
    expect('keyOf' in inspected && [...inspected.keyOf.keys()]).toEqual([0, 2])
  })

  test('values of before the last write are ours too: it was undone, or ended half-way', () => {
    const plan = refresh([acme, beacon, cobalt], marginModel([['Acme Ltd', '2026-08', 1300, 30]]))
    const after: Anchor = { ...anchor, revision: 2, rows: plan.rows, previous: plan.previous }
    expect(inspect([acme, beacon, cobalt], after)).toMatchObject({ edits: [] })
    expect(inspect([['Acme Ltd', '2026-08', 1300, 31.2], cobalt], after)).toMatchObject({ edits: [] })
    expect(inspect([['Acme Ltd', '2026-08', 1301, 30]], after)).toMatchObject({ edits: [{ was: 1300, is: 1301 }] })
  })

  test('labels that the last write replaced are known when it is undone', () => {
    const renamed = {
      ...threeClients,
      rows: threeClients.rows.with(0, { key: 'Acme Ltd|2026-08', cells: ['Acme SE', '2026-08', 2, 3] }),
    }
    const plan = refresh([acme, beacon, cobalt], renamed)
    const inspected = inspect([beacon, acme, cobalt], { ...anchor, rows: plan.rows, previous: plan.previous })
    expect('keyOf' in inspected && inspected.keyOf.get(1)).toBe('Acme Ltd|2026-08')
    expect(inspected).toMatchObject({ edits: [] })
  })
})

describe('a refresh', () => {
  const model = marginModel([
    ['Delta', '2026-08', 50, 5],
    ['Cobalt', '2026-08', 310.25, -4],
    ['Acme Ltd', '2026-08', 1200.5, 31.2],
  ])

  test('changes cells that changed, adds at the end, removes by key, and keeps the order a person chose', () => {
    const plan = refresh([cobalt, beacon, acme], model)
    expect(plan).toMatchObject({
      changes: [{ row: 0, column: 3, value: -4 }],
      added: [{ key: 'Delta|2026-08' }],
      removed: [1],
      emptied: [],
      previous: { cells: [['Cobalt|2026-08', 3, -4.5]], rows: [{ key: 'Beacon|2026-08' }] },
    })
  })

  test('leaves a row its place, blank but for its label, where deleting it would part something hand-written', () => {
    const plan = refresh([cobalt, beacon, acme], model, row => row > 1)
    expect(plan).toMatchObject({ removed: [], emptied: [1] })
    expect(plan.changes).toContainEqual({ row: 1, column: 2, value: null })
    expect(plan.rows.find(({ key }) => key === 'Beacon|2026-08')?.cells).toEqual(['Beacon', '2026-08', null, null])
  })

  test('leaves the last row of a table whose answer became empty', () => {
    expect(refresh([acme, beacon, cobalt], marginModel([]))).toMatchObject({ removed: [1, 2], emptied: [0] })
  })
})

test('columns are found by id when they were renamed or moved, and are refused when ids and headings disagree', () => {
  const now = [
    { id: 3, heading: 'Revenue' },
    { id: 9, heading: 'My notes' },
    { id: 1, heading: 'Customer' },
    { id: 2, heading: 'Month' },
    { id: 4, heading: 'Margin %' },
  ]
  expect(findColumns(anchor.columns, now)).toEqual({ at: [2, 3, 0, 4] })
  expect(findColumns(anchor.columns, now.slice(1))).toEqual({
    problem: 'Column "Revenue" was deleted. Undo that, or insert the table anew beside it.',
  })
  const confused = now.map(column => (column.id === 9 ? { id: 9, heading: 'Client' } : column))
  expect(findColumns(anchor.columns, confused)).toHaveProperty('problem')
})

test('a table is a copy when it has all headings and most labels of one that was pulled', () => {
  const headings = ['Notes', 'Client', 'Month', 'Revenue', 'Margin %']
  const body = [acme, beacon, ['Else', '2026-08', 1, 1]].map(row => ['n', ...row])
  expect(copiedFrom([anchor], headings, body)).toBe(anchor)
  expect(copiedFrom([anchor], headings, body.slice(2))).toBeNull()
  expect(copiedFrom([anchor], headings.with(1, 'Customer'), body)).toBeNull()
})

test('a table grows into blank cells, else moves what is below as Excel does, else says what is in the way', () => {
  const all = { row: 0, column: 0, rowCount: 10, columnCount: 4 }
  const nothing = { below: null, besideBelow: null, tablesBelow: [] }
  const total = { row: 12, column: 2, rowCount: 1, columnCount: 1 }
  expect(growthOf(all, 500, nothing)).toBe('free')
  expect(growthOf(all, 2, { ...nothing, below: total })).toBe('free')
  expect(growthOf(all, 3, { ...nothing, below: total })).toBe('shift')
  const note = { row: 12, column: 6, rowCount: 1, columnCount: 1 }
  expect(growthOf(all, 3, { ...nothing, below: total, besideBelow: note })).toEqual({
    occupied:
      'C13 is in the way, and moving it down would part it from G13. Insert at least 3 rows below the table, or move what is there.',
  })
  const wide = { row: 11, column: 3, rowCount: 4, columnCount: 4 }
  expect(growthOf(all, 3, { ...nothing, tablesBelow: [wide] })).toHaveProperty('occupied')
  expect(growthOf(all, 2_000_000, nothing)).toHaveProperty('occupied')
})

test('runs of rows are deleted from the last to the first', () => {
  expect(runsFromBelow([2, 3, 4, 9, 11])).toEqual([
    { from: 11, count: 1 },
    { from: 9, count: 1 },
    { from: 2, count: 3 },
  ])
})
