import { numberText } from '../number-text.ts'
import type { Table } from '../table/table.ts'

/** Shows only rows whose texts are among those wanted, by column id; hides the others. */
export function showTableFilters(table: Table, filters: ReadonlyMap<number, readonly string[]>): void {
  const { sheet, body } = table
  const { workbook } = sheet
  workbook.calculator.ensure()
  const hidden = new Set(sheet.hiddenRows)
  for (let row = body.row; row < body.row + body.height; row++) {
    const shown = [...filters].every(([columnId, wanted]) => {
      const index = table.columns.findIndex(({ id }) => id === columnId)
      if (index < 0) return true
      const column = body.column + index
      return wanted.includes(numberText(sheet.value(row, column), sheet.look(row, column).numberFormat))
    })
    if (shown) hidden.delete(row)
    else hidden.add(row)
  }
  workbook.journal.set(table, 'filters', filters)
  workbook.journal.set(sheet, 'hiddenRows', hidden)
  workbook.tell({ kind: 'rows-hidden', sheet, block: body, hidden: true })
}
