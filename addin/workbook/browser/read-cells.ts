import type { Cells, CellValue, SourceRef, Work } from '../workbook.ts'
import { areaAddress } from './address.ts'
import type { Book } from './book.ts'
import { breathe, ROWS_AT_A_TIME, stopIfAborted } from './breathe.ts'
import { findSource } from './find-source.ts'
import { cellAt } from './sheet-cells.ts'

/** The cells of a source as they stand when it is asked for; edits made meanwhile are not mixed in. */
export async function readCells(book: Book, ref: SourceRef, work?: Work): Promise<Cells> {
  const { sheet, area } = findSource(book, ref)
  const columns = Array.from({ length: area.right - area.left + 1 }, (_, index) => area.left + index)
  const header = columns.map(column => textOf(cellAt(sheet, area.top, column)))
  const rows: CellValue[][] = []
  const rowNumbers: number[] = []
  const hiddenRows: number[] = []
  for (let row = area.top + 1; row <= area.bottom; row++) {
    if (rows.length % ROWS_AT_A_TIME === 0)
      await breathe(work, (row - area.top) / (area.bottom - area.top + 1), `Reading "${sheet.name}"`)
    rows.push(columns.map(column => cellAt(sheet, row, column)))
    rowNumbers.push(row + 1)
    if (sheet.hiddenRows.has(row)) hiddenRows.push(row + 1)
  }
  stopIfAborted(work, `Reading "${sheet.name}"`)
  work?.progress?.(1, `Reading "${sheet.name}"`)
  return {
    ...{ workbook: sheet.origin ?? book.name, sheet: sheet.name, sheetId: sheet.id, address: areaAddress(area) },
    ...{ header, rows, rowNumbers, hiddenRows },
  }
}

const textOf = (value: CellValue): string => (value === null ? '' : String(value))
