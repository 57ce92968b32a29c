import { type TableModel, type TableTarget, type Work, WorkbookError, type WrittenTable } from '../workbook.ts'
import type { Book } from './book.ts'
import { rewriteTable } from './rewrite-table.ts'
import { writeNewTable } from './write-new-table.ts'

/** Writes a table as one step of undo, or nothing of it. */
export async function writeTable(
  book: Book,
  model: TableModel,
  target: TableTarget,
  work?: Work,
): Promise<WrittenTable> {
  const keys = new Set(model.rows.map(({ key }) => key))
  if (keys.size < model.rows.length)
    throw new WorkbookError('failed', `Writing "${model.title}": two of its rows have the same key`)
  return target.kind === 'new'
    ? await writeNewTable(book, model, target.at, work)
    : await rewriteTable(book, model, target, work)
}
