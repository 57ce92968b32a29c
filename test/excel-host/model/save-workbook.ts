import { type CellStyle, type WriteSheet, type Cell as Written, writeXlsx } from 'hucre/xlsx'
import { rectangleAddress } from './address.ts'
import { type Cell, isBlank } from './cell.ts'
import { plainLook } from './look.ts'
import { isErrorText } from './scalar.ts'
import type { Sheet } from './sheet.ts'
import type { Workbook } from './workbook.ts'

/**
 * The workbook as XLSX: values, formulas, number formats, fills, notes and tables, as Excel would save them. Not saved:
 * charts, and what add-ins keep in custom XML parts, so that a pulled table that is opened again is a plain one.
 */
export async function saveWorkbook(workbook: Workbook): Promise<Uint8Array> {
  workbook.calculator.ensure()
  return writeXlsx({ sheets: workbook.sheets.map(sheet => written(workbook, sheet)) })
}

function written(workbook: Workbook, sheet: Sheet): WriteSheet {
  const rows: (string | number | boolean | null)[][] = []
  const cells = new Map<string, Partial<Written>>()
  for (const [row, line] of sheet.grid.rows()) {
    while (rows.length < row) rows.push([])
    rows.push(line.map((cell, column) => (isBlank(cell) ? null : sheet.value(row, column))))
    for (const [column, cell] of line.entries()) {
      const also = cell && beside(cell, sheet.value(row, column))
      if (also) cells.set(`${row},${column}`, also)
    }
  }
  for (const { row, column, content } of workbook.comments.filter(comment => comment.sheet === sheet)) {
    const key = `${row},${column}`
    cells.set(key, { ...cells.get(key), comment: { text: content } })
  }
  return {
    name: sheet.name,
    rows,
    cells,
    ...(sheet.visibility === 'Hidden' && { hidden: true }),
    rowDefs: new Map([...sheet.hiddenRows].map(row => [row, { hidden: true }])),
    tables: workbook.tablesOf(sheet).map(table => ({
      name: table.name,
      range: rectangleAddress(table.block),
      columns: table.columns.map(({ name }) => ({ name })),
      style: table.style,
      showTotalRow: table.showTotals,
    })),
  }
}

/** What a cell has beside its value; undefined: nothing. */
function beside({ look, formula }: Cell, value: string | number | boolean | null): Partial<Written> | undefined {
  if (look === plainLook && formula === null) return undefined
  const style: CellStyle = {
    ...(look.numberFormat !== 'General' && { numFmt: look.numberFormat }),
    ...((look.bold || look.italic) && { font: { bold: look.bold, italic: look.italic } }),
    ...(look.fill !== null && {
      fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: look.fill.slice(1) } } as const,
    }),
  }
  return {
    style,
    ...(formula !== null && { formula: formula.slice(1), formulaResult: isErrorText(value) ? null : value }),
  }
}
