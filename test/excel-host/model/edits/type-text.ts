import { parseEntry } from '../number-text.ts'
import { bottomOf, overlap, type Rectangle, rectangle, rightOf } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'
import type { Table } from '../table/table.ts'
import { resizeTable } from './tables.ts'
import { writeEntries } from './write-cells.ts'

/** What a person types into a cell and confirms. Right below or beside a table it becomes part of the table. */
export function typeText(sheet: Sheet, row: number, column: number, text: string): void {
  writeEntries(sheet, rectangle(row, column), [[parseEntry(text, sheet.look(row, column).numberFormat)]])
  if (text === '') return
  const grown = grownTable(sheet, row, column)
  if (grown) resizeTable(grown.table, grown.block)
}

function grownTable(sheet: Sheet, row: number, column: number): { table: Table; block: Rectangle } | null {
  for (const table of sheet.workbook.tablesOf(sheet)) {
    const { block } = table
    const inRows = row >= block.row && row <= bottomOf(block)
    const inColumns = column >= block.column && column <= rightOf(block)
    let grown: Rectangle | null = null
    if (inColumns && row === bottomOf(block) + 1 && !table.showTotals) grown = { ...block, height: block.height + 1 }
    if (inRows && column === rightOf(block) + 1) grown = { ...block, width: block.width + 1 }
    if (!grown) continue
    const taken = sheet.workbook.tablesOf(sheet).some(other => other !== table && overlap(other.block, grown))
    if (!taken) return { table, block: grown }
  }
  return null
}
