import { knows } from './run-excel.ts'

/** A note on one cell, or where Excel has no notes for add-ins a comment; the two are used alike. */
export interface Annotation {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly remove: () => void
}

export const canAnnotate = (): boolean => knows('1.10') || (knows('1.18') && 'Note' in Excel)

/** Excel may know notes when the library at hand does not. */
const notesOf = (sheet: Excel.Worksheet): Excel.NoteCollection | null =>
  knows('1.18') ? ((sheet.notes as Excel.NoteCollection | undefined) ?? null) : null

const commentsOf = (sheet: Excel.Worksheet): Excel.CommentCollection | null => (knows('1.10') ? sheet.comments : null)

/** All notes and comments of a sheet, and where they are now. */
export async function annotationsOf(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<Annotation[]> {
  const lists = [notesOf(sheet), commentsOf(sheet)].filter(list => list !== null)
  for (const list of lists) list.load('items/content')
  if (lists.length > 0) await context.sync()
  const items = lists.flatMap<Excel.Note | Excel.Comment>(({ items }) => items)
  const found = items.map(item => {
    const cell = item.getLocation()
    cell.load(['rowIndex', 'columnIndex'])
    return { item, cell }
  })
  if (found.length > 0) await context.sync()
  return found.map(({ item, cell }) => ({
    row: cell.rowIndex,
    column: cell.columnIndex,
    text: item.content,
    remove: () => item.delete(),
  }))
}

/** Puts one on a cell that has none; nothing where Excel can do neither. */
export function annotate(sheet: Excel.Worksheet, cell: Excel.Range, text: string): void {
  const list = notesOf(sheet) ?? commentsOf(sheet)
  list?.add(cell, text)
}
