import type { Rect } from '../anchors/address.ts'
import { rangeAt } from './table-places.ts'

/**
 * Rows of a rectangle that a person does not see, filtered or hidden, as they count in the sheet from 1. Excel says of
 * many rows only all, none or some, so some is halved: a few round trips for a few runs of hidden rows.
 */
export async function hiddenRows(context: Excel.RequestContext, sheet: Excel.Worksheet, rect: Rect): Promise<number[]> {
  const hidden: number[] = []
  let asked: Rect[] = [{ ...rect, columnCount: 1 }]
  while (asked.length > 0) {
    const ranges = asked.map(part => {
      const range = rangeAt(sheet, part)
      range.load('rowHidden')
      return { part, range }
    })
    await context.sync()
    asked = ranges.flatMap(({ part, range }) => {
      const is = range.rowHidden as boolean | null
      if (is === null) return halves(part)
      if (is) for (let row = 0; row < part.rowCount; row++) hidden.push(part.row + row + 1)
      return []
    })
  }
  return hidden.sort((one, other) => one - other)
}

function halves(part: Rect): Rect[] {
  const half = Math.ceil(part.rowCount / 2)
  return [
    { ...part, rowCount: half },
    { ...part, row: part.row + half, rowCount: part.rowCount - half },
  ].filter(({ rowCount }) => rowCount > 0)
}
