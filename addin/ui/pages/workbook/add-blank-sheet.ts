import type { Book } from '../../../workbook/browser/book.ts'
import { addSheet, newSheet } from '../../../workbook/browser/change-sheets.ts'

/** Adds an empty sheet and selects its first cell. */
export function addBlankSheet(book: Book): void {
  const id = book.newId()
  const fresh = book.state.sheets.length === 0
  book.change({ kind: 'structure' }, state => addSheet(state, newSheet(id, `Sheet ${state.sheets.length + 1}`)))
  // An empty sheet is nothing to lose.
  if (fresh) book.unsaved = false
  book.select(id, 0, 0)
}
