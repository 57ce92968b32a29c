import { rewriteFormulas } from '../edits/rewrite-formulas.ts'
import { renameColumnIn } from '../formula/rewrite.ts'
import { contains, rectangle } from '../rectangle.ts'
import type { Table, TableColumn } from './table.ts'

/** A heading that no other column has: "Revenue", "Revenue2", "Column1" for a blank one. */
export function uniqueHeading(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map(name => name.toLowerCase()))
  const base = wanted === '' ? 'Column' : wanted
  if (wanted !== '' && !used.has(base.toLowerCase())) return base
  let number = wanted === '' ? 1 : 2
  while (used.has(`${base}${number}`.toLowerCase())) number++
  return `${base}${number}`
}

/** Columns take the names that now stand in the header row; formulas that name them follow. */
export function renameColumns(table: Table, headings: readonly string[]): void {
  const { workbook } = table.sheet
  const columns: TableColumn[] = []
  for (const [index, column] of table.columns.entries()) {
    const others = [...columns.map(({ name }) => name), ...table.columns.slice(index + 1).map(({ name }) => name)]
    columns.push({ id: column.id, name: uniqueHeading(headings[index] ?? '', others) })
  }
  const renamed = table.columns.flatMap((column, index) => {
    const to = columns[index]?.name ?? column.name
    return to === column.name ? [] : [{ from: column.name, to }]
  })
  if (renamed.length === 0) return
  workbook.journal.set(table, 'columns', columns)
  for (const { from, to } of renamed)
    rewriteFormulas(workbook, (formula, sheet, row, column) => {
      const around = sheet === table.sheet && contains(table.block, rectangle(row, column))
      return renameColumnIn(formula, table.name, around, from, to)
    })
}
