import { useEffect, useReducer } from 'preact/hooks'
import type { Book } from '../../workbook/browser/book.ts'

/** Draws the component again whenever the book or its selection changes. */
export function useBook(book: Book): void {
  const [, again] = useReducer((count: number) => count + 1, 0)
  useEffect(() => book.watch(() => again(undefined)), [book])
}
