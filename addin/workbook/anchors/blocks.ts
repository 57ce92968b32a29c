import type { CellValue } from '../workbook.ts'

/** Rows of one write: `from` inclusive, `to` exclusive. */
export interface Block {
  readonly from: number
  readonly to: number
}

/** Most cells and bytes of one write. Excel on the web takes 5 MB; a fifth of it keeps each answer quick. */
export const maxBlockCells = 10_000
export const maxBlockBytes = 700_000

/** Cuts rows into blocks of at most `maxBlockCells` cells and about `maxBlockBytes` as sent; a row is never cut. */
export function* blocksOf(
  rowCount: number,
  columnCount: number,
  bytesOfRow: (row: number) => number = () => 0,
): Generator<Block> {
  const maxRows = Math.max(1, Math.floor(maxBlockCells / Math.max(1, columnCount)))
  let from = 0
  let bytes = 0
  for (let row = 0; row < rowCount; row++) {
    const size = bytesOfRow(row)
    if (row > from && (row - from >= maxRows || bytes + size > maxBlockBytes)) {
      yield { from, to: row }
      from = row
      bytes = 0
    }
    bytes += size
  }
  if (from < rowCount) yield { from, to: rowCount }
}

/** At most this many bytes a cell takes in a request: JSON within JSON, where quotes and backslashes grow. */
export function bytesOfCell(value: CellValue | undefined): number {
  if (typeof value !== 'string') return 26
  let bytes = 8
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at)
    bytes += unit === 34 || unit === 92 ? 4 : unit < 32 ? 7 : unit < 128 ? 1 : 3
  }
  return bytes
}
