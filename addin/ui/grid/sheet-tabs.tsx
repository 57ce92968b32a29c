import type { Book } from '../../workbook/browser/book.ts'
import { Tabs } from '../components/tabs.tsx'
import { useBook } from './use-book.ts'

/** The sheets of a book. Props: `book`, `selected` (id), `onSelect`, `filledOnly` leaves out sheets without content. */
export function SheetTabs({
  book,
  selected,
  onSelect,
  filledOnly = false,
}: {
  readonly book: Book
  readonly selected: string
  readonly onSelect: (sheetId: string) => void
  readonly filledOnly?: boolean
}) {
  useBook(book)
  const sheets = book.state.sheets.filter(({ id, rows }) => !filledOnly || id === selected || rows.length > 0)
  return (
    <Tabs
      label="Sheets"
      selected={selected}
      onSelect={onSelect}
      tabs={sheets.map(({ id, name }) => ({
        key: id,
        label: `${name}${book.state.marks.some(mark => mark.sheetId === id) ? ' •' : ''}`,
      }))}
    />
  )
}
