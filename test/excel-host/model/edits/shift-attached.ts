import { plainCell } from '../cell.ts'
import type { ChartSource } from '../chart.ts'
import { type Shift, shiftedBlock } from '../formula/shift.ts'
import { rectangle } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'
import { uniqueHeading } from '../table/column-names.ts'
import type { Table, TableColumn } from '../table/table.ts'

/** Tables move, grow, shrink and go with the cells under them. */
export function shiftTables(sheet: Sheet, shift: Shift): void {
  const { journal } = sheet.workbook
  for (const table of sheet.workbook.tablesOf(sheet)) {
    const after = shiftedBlock(table.block, shift)
    if (!after) {
      journal.set(
        sheet.workbook,
        'tables',
        sheet.workbook.tables.filter(other => other !== table),
      )
      sheet.workbook.tell({ kind: 'table-deleted', table })
      continue
    }
    if (after === table.block) continue
    const before = table.block
    journal.set(table, 'block', after)
    if (shift.axis === 'column' && after.width !== before.width) changeColumns(table, before.column, shift)
  }
}

function changeColumns(table: Table, start: number, { at, count }: Shift): void {
  const { journal } = table.sheet.workbook
  const columns: TableColumn[] = [...table.columns]
  if (count < 0) {
    const first = Math.max(at - start, 0)
    columns.splice(first, at - count - start - first)
    journal.set(table, 'columns', columns)
    return
  }
  let id = Math.max(...columns.map(column => column.id))
  for (let index = 0; index < count; index++) {
    id += 1
    const name = uniqueHeading(
      '',
      columns.map(column => column.name),
    )
    columns.splice(at - start + index, 0, { id, name })
    table.sheet.grid.put(table.block.row, at + index, [[plainCell(name)]])
  }
  journal.set(table, 'columns', columns)
}

/** Charts keep showing the same cells, and stay beside those that they cover. */
export function shiftCharts(sheet: Sheet, shift: Shift): void {
  const { journal, charts } = sheet.workbook
  const moved = (source: ChartSource | null): ChartSource | null => {
    if (source?.sheet !== sheet) return source
    const block = shiftedBlock(source.block, shift)
    return block === source.block ? source : block && { sheet, block }
  }
  for (const chart of charts) {
    const series = chart.series.map(one => {
      const [values, labels] = [moved(one.values), moved(one.labels)]
      return values === one.values && labels === one.labels ? one : { ...one, values, labels }
    })
    if (series.some((one, index) => one !== chart.series[index])) journal.set(chart, 'series', series)
    if (chart.sheet !== sheet || !chart.cells) continue
    const cells = shiftedBlock(chart.cells, shift)
    if (cells) journal.set(chart, 'cells', cells)
  }
}

export function shiftComments(sheet: Sheet, shift: Shift): void {
  const { workbook } = sheet
  if (workbook.comments.length === 0) return
  const comments = workbook.comments.flatMap(comment => {
    if (comment.sheet !== sheet) return [comment]
    const at = shiftedBlock(rectangle(comment.row, comment.column), shift)
    return at ? [{ ...comment, row: at.row, column: at.column }] : []
  })
  workbook.journal.set(workbook, 'comments', comments)
}

/** Hidden rows and columns, widths and looks of columns, when whole rows or columns come or go. */
export function shiftHidden(sheet: Sheet, shift: Shift): void {
  if (shift.across[0] !== 0) return
  const { journal } = sheet.workbook
  const place = (index: number): number | null => {
    const block = shift.axis === 'row' ? rectangle(index, shift.across[0]) : rectangle(shift.across[0], index)
    const after = shiftedBlock(block, shift)
    return after && (shift.axis === 'row' ? after.row : after.column)
  }
  const set = (indexes: ReadonlySet<number>): ReadonlySet<number> =>
    new Set([...indexes].map(place).filter(index => index !== null))
  const map = <T>(entries: ReadonlyMap<number, T>): ReadonlyMap<number, T> =>
    new Map(
      [...entries].flatMap(([index, value]) => {
        const after = place(index)
        return after === null ? [] : [[after, value] as const]
      }),
    )
  if (shift.axis === 'row') {
    if (sheet.hiddenRows.size > 0) journal.set(sheet, 'hiddenRows', set(sheet.hiddenRows))
    return
  }
  if (sheet.hiddenColumns.size > 0) journal.set(sheet, 'hiddenColumns', set(sheet.hiddenColumns))
  if (sheet.columnWidths.size > 0) journal.set(sheet, 'columnWidths', map(sheet.columnWidths))
  if (sheet.columnLooks.size > 0) journal.set(sheet, 'columnLooks', map(sheet.columnLooks))
}
