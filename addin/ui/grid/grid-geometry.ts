import type { SheetState } from '../../workbook/browser/book-state.ts'
import { cellText } from '../../workbook/browser/cell-text.ts'
import { usedArea } from '../../workbook/browser/sheet-cells.ts'

export const ROW_HEIGHT = 26
export const ROW_HEADER_WIDTH = 56
/** Rows and columns drawn beyond those in sight, so that scrolling does not flash. */
const BEYOND = 6
const SAMPLED_ROWS = 200

export interface GridGeometry {
  readonly rowCount: number
  readonly columnCount: number
  /** Where each column begins, in pixels right of the row headings; one more than there are columns. */
  readonly offsets: readonly number[]
}

/** How large the grid of a sheet is: what is used, and some room to type into. */
export function gridGeometry(sheet: SheetState, readOnly: boolean): GridGeometry {
  const used = usedArea(sheet)
  const rowCount = Math.max((used?.bottom ?? 0) + (readOnly ? 1 : 30), readOnly ? 1 : 40)
  const columnCount = Math.max((used?.right ?? 0) + (readOnly ? 1 : 4), readOnly ? 1 : 12)
  const offsets = [0]
  for (let column = 0; column < columnCount; column++) offsets.push((offsets[column] ?? 0) + columnWidth(sheet, column))
  return { rowCount, columnCount, offsets }
}

function columnWidth(sheet: SheetState, column: number): number {
  let characters = sheet.widths[column] ?? 0
  if (characters === 0) {
    characters = 8
    for (const [row, cells] of sheet.rows.slice(0, SAMPLED_ROWS).entries())
      characters = Math.max(characters, cellText(cells[column] ?? null, sheet.formats[row]?.[column] ?? null).length)
  }
  return Math.round(Math.min(characters, 44) * 7.2 + 18)
}

export interface VisibleCells {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

/** Which cells to draw for what is in sight. The head row is drawn apart and counts as in sight. */
export function visibleCells(
  { rowCount, columnCount, offsets }: GridGeometry,
  view: { readonly top: number; readonly left: number; readonly width: number; readonly height: number },
): VisibleCells {
  const firstRow = Math.max(1, Math.floor(view.top / ROW_HEIGHT) + 1 - BEYOND)
  const lastRow = Math.min(rowCount - 1, Math.ceil((view.top + view.height) / ROW_HEIGHT) + BEYOND)
  const past = (pixels: number) => {
    const found = offsets.findIndex(offset => offset > pixels)
    return found < 0 ? columnCount : found
  }
  return {
    ...{ firstRow, lastRow },
    firstColumn: Math.max(0, past(view.left) - 1 - 2),
    lastColumn: Math.min(columnCount - 1, past(view.left + view.width) + 2),
  }
}
