import { type CellMark, type SourceRef, type Work, WorkbookError } from '../workbook.ts'
import type { Book } from './book.ts'
import type { MarkState } from './book-state.ts'
import { stopIfAborted } from './breathe.ts'
import { findSource } from './find-source.ts'

/** Puts an owner's marks in place of all that it had on the sheet of the source. No cell changes. */
export async function markCells(
  book: Book,
  owner: string,
  ref: SourceRef,
  marks: readonly CellMark[],
  work?: Work,
): Promise<void> {
  stopIfAborted(work, 'Marking cells')
  const { sheet, area } = findSource(book, ref)
  const width = area.right - area.left + 1
  const made = marks.map(({ row, column, severity, note }): MarkState => {
    if (row - 1 < area.top || row - 1 > area.bottom || (column !== null && (column < 0 || column >= width)))
      throw new WorkbookError(
        'mismatch',
        `Marking cells of "${sheet.name}": row ${row}${column === null ? '' : `, column ${column + 1}`} is outside of them; read them again`,
      )
    const place = { row: row - 1, column: column === null ? null : area.left + column }
    return { owner, sheetId: sheet.id, ...place, severity, note }
  })
  book.amend({ kind: 'structure' }, state => ({
    ...state,
    marks: [...state.marks.filter(mark => mark.owner !== owner || mark.sheetId !== sheet.id), ...made],
  }))
  work?.progress?.(1, 'Marking cells')
}
