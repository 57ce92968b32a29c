import type { Rect } from '../anchors/address.ts'
import { blocksOf, bytesOfCell } from '../anchors/blocks.ts'
import { cellInput } from '../anchors/cell-input.ts'
import { pause } from '../anchors/steps.ts'
import type { CellValue } from '../workbook.ts'
import { throwIfAborted } from './run-excel.ts'
import { rangeAt } from './table-places.ts'

export interface WriteOptions {
  readonly doing: string
  readonly signal?: AbortSignal | undefined
  readonly progress?: (part: number) => void
}

type Line = readonly (CellValue | undefined)[]

/**
 * Writes values below and right of a cell, in blocks of one round trip each. Text stays text; `undefined` leaves a cell
 * as it is (Excel ignores null in an array of values).
 */
export async function writeGrid(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  at: Pick<Rect, 'row' | 'column'>,
  rows: readonly Line[],
  options: WriteOptions,
): Promise<void> {
  const columnCount = rows[0]?.length ?? 0
  const bytesOf = (row: number) => (rows[row] ?? []).reduce((sum: number, value) => sum + bytesOfCell(value), 2)
  for (const { from, to } of blocksOf(rows.length, columnCount, bytesOf)) {
    throwIfAborted(options.signal, options.doing)
    const range = rangeAt(sheet, { row: at.row + from, column: at.column, rowCount: to - from, columnCount })
    range.values = rows.slice(from, to).map(row => row.map(value => (value === undefined ? null : cellInput(value))))
    await context.sync()
    options.progress?.(to / rows.length)
    await pause()
  }
}
