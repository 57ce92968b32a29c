import type { Rect } from '../anchors/address.ts'
import { pause } from '../anchors/steps.ts'
import { readGrid } from './read-grid.ts'
import { rangeAt, rectFrom } from './table-places.ts'

/**
 * The smallest rectangle around what stands in each of some rectangles; null: nothing. What Excel calls the used range
 * may have blank edges, so it is looked into.
 */
export async function contentIn(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  rects: readonly Rect[],
): Promise<(Rect | null)[]> {
  const used = rects.map(rect => {
    if (rect.rowCount < 1 || rect.columnCount < 1) return null
    const range = rangeAt(sheet, rect).getUsedRangeOrNullObject(true)
    range.load(['rowIndex', 'columnIndex', 'rowCount', 'columnCount'])
    return range
  })
  await context.sync()
  const found: (Rect | null)[] = []
  for (const range of used)
    found.push(range && !range.isNullObject ? await contentWithin(context, sheet, rectFrom(range)) : null)
  return found
}

async function contentWithin(context: Excel.RequestContext, sheet: Excel.Worksheet, rect: Rect): Promise<Rect | null> {
  const { values, formulas } = await readGrid(context, sheet, rect, {
    doing: 'Looking what is in the way',
    formulas: true,
  })
  let [top, left, bottom, right] = [-1, Number.POSITIVE_INFINITY, -1, -1]
  for (const [row, cells] of values.entries()) {
    if (row % 1_000 === 999) await pause()
    for (const [column, value] of cells.entries()) {
      if (value === null && (formulas?.[row]?.[column] ?? '') === '') continue
      if (top < 0) top = row
      bottom = row
      left = Math.min(left, column)
      right = Math.max(right, column)
    }
  }
  if (top < 0) return null
  return { row: rect.row + top, column: rect.column + left, rowCount: bottom - top + 1, columnCount: right - left + 1 }
}
