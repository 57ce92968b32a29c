import type { Rectangle } from '../../model/rectangle.ts'

/** Where the arrow and page keys lead; null: the key leads nowhere. */
export function moved(
  { key, ctrlKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey'>,
  { row, column }: { readonly row: number; readonly column: number },
  block: Rectangle,
  page: number,
): { row: number; column: number } | null {
  const at = (r: number, c: number) => ({ row: Math.max(0, r), column: Math.max(0, c) })
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column)
    case 'ArrowDown':
    case 'Enter':
      return at(row + 1, column)
    case 'ArrowLeft':
      return at(row, column - 1)
    case 'ArrowRight':
      return at(row, column + 1)
    case 'Tab':
      // From the first cell, Tab backwards leaves the grid.
      return shiftKey && block.column === 0 ? null : at(row, column + (shiftKey ? -1 : 1))
    case 'PageDown':
      return at(row + page, column)
    case 'PageUp':
      return at(row - page, column)
    case 'Home':
      return ctrlKey ? at(0, 0) : at(row, 0)
    default:
      return null
  }
}
