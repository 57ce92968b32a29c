import type { Book } from '../../workbook/browser/book.ts'
import { Tabs } from '../components/tabs.tsx'
import { useBook } from './use-book.ts'

/** The sheets of a book. Props: `book`, `selected` (id), `onSelect`. */
export function SheetTabs({
  book,
  selected,
  onSelect,
}: {
  readonly book: Book
  readonly selected: string
  readonly onSelect: (sheetId: string) => void
}) {
  useBook(book)
  return (
    <Tabs
      label="Sheets"
      selected={selected}
      onSelect={onSelect}
      tabs={book.state.sheets.map(({ id, name }) => ({
        key: id,
        label: `${name}${book.state.marks.some(mark => mark.sheetId === id) ? ' •' : ''}`,
      }))}
    />
  )
}
