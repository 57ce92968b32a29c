import { useMemo } from 'preact/hooks'
import { cellAddress } from '../../workbook/browser/address.ts'
import type { Book } from '../../workbook/browser/book.ts'
import { Icon } from '../icons/icon.tsx'
import { errorIcon, infoIcon, warningIcon } from '../icons/icons.ts'
import { noteOf, notesByCell } from './cell-notes.ts'
import { useBook } from './use-book.ts'
import './note-bar.css'

const icons = { error: errorIcon, warning: warningIcon, info: infoIcon, trust: infoIcon, doubt: warningIcon }

/** Where the selection is, and what is to be said about its cell. For screen readers the cell says it itself. */
export function NoteBar({ book, sheetId }: { readonly book: Book; readonly sheetId: string }) {
  useBook(book)
  const { state, selection } = book
  const notes = useMemo(() => notesByCell(state, sheetId), [state, sheetId])
  const here = selection?.sheetId === sheetId ? selection : null
  const note = here ? noteOf(state, notes, sheetId, here.row, here.column) : null
  const marked = notes.size
  return (
    <div class={`note-bar${note ? ` note-bar-${note.kind}` : ''}`} aria-hidden="true">
      <span class="note-bar-place">{here ? cellAddress(here.row, here.column) : ''}</span>
      {note ? (
        <>
          <Icon of={icons[note.kind]} />
          <span>{note.text}</span>
        </>
      ) : (
        <span class="quiet">
          {marked > 0
            ? `${marked} marked ${marked === 1 ? 'cell' : 'cells'}: F8 goes to the next`
            : 'F2 edits, Ctrl+Z takes back'}
        </span>
      )}
    </div>
  )
}
