import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { cellAddress, rectangleAddress } from '../model/address.ts'
import { typeText } from '../model/edits/type-text.ts'
import { numberText } from '../model/number-text.ts'
import type { Workbook } from '../model/workbook.ts'
import { edit, revision } from './book.ts'

/** What one would type to get the cell as it is. */
export function entryText(book: Workbook): string {
  const { sheet, block } = book.selection
  const cell = sheet.cell(block.row, block.column)
  if (cell?.formula) return cell.formula
  const value = sheet.value(block.row, block.column)
  const format = sheet.look(block.row, block.column).numberFormat
  if (typeof value === 'number' && /[ymdh]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]/g, '')))
    return numberText(value, format)
  return value === null ? '' : typeof value === 'boolean' ? String(value).toUpperCase() : String(value)
}

export function FormulaBar({ book }: { book: Workbook }) {
  void revision.value
  const shown = entryText(book)
  const { sheet, block } = book.selection
  const [text, setText] = useState(shown)
  // With the rendering, not after it: what is typed at once into the next cell is not taken back.
  useLayoutEffect(() => setText(shown), [shown, sheet, block.row, block.column])
  // What is typed belongs to the cell that was selected when the typing began, however soon another one is clicked.
  const target = useRef<{ sheet: typeof sheet; row: number; column: number; shown: string } | null>(null)
  const confirm = (typed: string) => {
    const to = target.current
    if (!to || typed === to.shown) return
    to.shown = typed
    edit(book, 'Typing', () => typeText(to.sheet, to.row, to.column, typed))
  }
  return (
    <section class="formula-bar" aria-label="Formula bar">
      <output class="name-box" aria-label="Selection">
        {block.height === 1 && block.width === 1 ? cellAddress(block.row, block.column) : rectangleAddress(block)}
      </output>
      <span class="fx" aria-hidden="true">
        fx
      </span>
      <input
        aria-label="Formula or value of the cell"
        value={text}
        onFocus={() => {
          const { sheet, block } = book.selection
          target.current = { sheet, row: block.row, column: block.column, shown: entryText(book) }
        }}
        onInput={event => setText(event.currentTarget.value)}
        onBlur={event => {
          confirm(event.currentTarget.value)
          target.current = null
        }}
        onKeyDown={event => {
          if (event.key === 'Enter') confirm(event.currentTarget.value)
          if (event.key === 'Escape') setText(shown)
        }}
        spellcheck={false}
      />
    </section>
  )
}
