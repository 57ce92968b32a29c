import { BadInput } from '../server/errors.ts'
import type { CellInput, SheetSource } from '../server/snapshots/reading/sheet.ts'
import type { UploadRowsInput } from './upload-input.ts'

/** The cells of an upload as a source of a sheet. Throws BadInput naming the first cell that cannot be one. */
export function cellSource({ header, rows, source }: typeof UploadRowsInput.$inferInput, maxRows: number): SheetSource {
  if (rows.length > maxRows)
    throw new BadInput(`Reading the rows: there are ${rows.length}, the limit is ${maxRows}; upload them in parts`)
  const rowNumbers = source?.rowNumbers ?? rows.map((_row, index) => (source?.firstRow ?? 2) + index)
  if (rowNumbers.length !== rows.length)
    throw new BadInput(`Reading the rows: ${rowNumbers.length} row numbers for ${rows.length} rows; send one for each`)
  return {
    kind: 'cells',
    header,
    rowNumbers,
    rows: rows.map((cells, index) => {
      if (cells.length > header.length)
        throw new BadInput(
          `Reading the rows: row ${rowNumbers[index]} has ${cells.length} cells under ${header.length} headings; leave out the rest`,
        )
      return cells.map((cell, column) => cellOf(cell, `${header[column]} in row ${rowNumbers[index]}`))
    }),
  }
}

function cellOf(cell: unknown, place: string): CellInput {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'string' || typeof cell === 'boolean') return cell
  if (typeof cell === 'number' && Number.isFinite(cell)) return cell
  throw new BadInput(`Reading the rows: ${place} is no cell; send text, a number, true, false or null`)
}
