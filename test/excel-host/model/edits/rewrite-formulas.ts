import { withFormula } from '../cell.ts'
import type { Sheet } from '../sheet.ts'
import type { Workbook } from '../workbook.ts'

/** Rewrites every formula of the workbook, names included; cells whose text stays the same are not touched. */
export function rewriteFormulas(
  workbook: Workbook,
  rewrite: (formula: string, home: Sheet, row: number, column: number) => string,
): void {
  for (const sheet of workbook.sheets) {
    if (sheet.grid.formulaCount === 0) continue
    const changed: [number, number, string][] = []
    for (const [row, cells] of sheet.grid.rows())
      for (const [column, cell] of cells.entries()) {
        if (!cell?.formula) continue
        const formula = rewrite(cell.formula, sheet, row, column)
        if (formula !== cell.formula) changed.push([row, column, formula])
      }
    for (const [row, column, formula] of changed) {
      const cell = sheet.cell(row, column)
      if (cell) sheet.grid.put(row, column, [[withFormula(cell, formula)]])
    }
  }
  const [first] = workbook.sheets
  if (!first || workbook.names.length === 0) return
  const names = workbook.names.map(name => {
    const formula = rewrite(name.formula, name.scope ?? first, -1, -1)
    return formula === name.formula ? name : { ...name, formula }
  })
  if (names.some((name, index) => name !== workbook.names[index])) workbook.journal.set(workbook, 'names', names)
}
