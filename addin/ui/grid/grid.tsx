import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { cellAddress } from '../../workbook/browser/address.ts'
import type { Book } from '../../workbook/browser/book.ts'
import type { SheetState } from '../../workbook/browser/book-state.ts'
import { cellText } from '../../workbook/browser/cell-text.ts'
import { setCells, typedValue } from '../../workbook/browser/edit-cells.ts'
import { blockOf, cellAt, formatAt, isBlank, usedArea } from '../../workbook/browser/sheet-cells.ts'
import { CellEditor } from './cell-editor.tsx'
import { notesByCell } from './cell-notes.ts'
import { clipboardCells, clipboardText } from './clipboard-text.ts'
import { gridGeometry, ROW_HEADER_WIDTH, ROW_HEIGHT, visibleCells } from './grid-geometry.ts'
import { GridHead } from './grid-head.tsx'
import { areaBetween, type GridPosition, moved } from './grid-keys.ts'
import { GridRow } from './grid-row.tsx'
import { useBook } from './use-book.ts'
import './grid.css'

/**
 * One sheet of a book, drawn as far as it is in sight. Everything by keyboard: arrows, Ctrl+arrows, Page up and down,
 * Home, End, Shift to extend; Enter, F2 or typing to edit, Esc to leave it; Delete; Ctrl+C, X, V, Z, Y, A; F8 to the
 * next marked cell. Props: `book`, `sheetId`, `label`, `readOnly`.
 */
export function Grid({
  book,
  sheetId,
  label,
  readOnly = false,
}: {
  readonly book: Book
  readonly sheetId: string
  readonly label: string
  readonly readOnly?: boolean
}) {
  useBook(book)
  const sheet = book.sheet(sheetId)
  return sheet ? <SheetGrid book={book} sheet={sheet} label={label} readOnly={readOnly} /> : null
}

function SheetGrid({
  book,
  sheet,
  label,
  readOnly,
}: {
  readonly book: Book
  readonly sheet: SheetState
  readonly label: string
  readonly readOnly: boolean
}) {
  // Its own: a component whose props are the same is not drawn again with the one around it.
  useBook(book)
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, left: 0, width: 800, height: 400 })
  const [editing, setEditing] = useState<{
    readonly row: number
    readonly column: number
    readonly text: string
  } | null>(null)
  const geometry = useMemo(() => gridGeometry(sheet, readOnly), [sheet, readOnly])
  const notes = useMemo(() => notesByCell(book.state, sheet.id), [book.state, sheet.id])
  const cells = visibleCells(geometry, view)
  const chosen = book.selection
  const selection: GridPosition =
    chosen?.sheetId === sheet.id ? chosen : { row: 0, column: 0, area: { top: 0, left: 0, bottom: 0, right: 0 } }

  const measure = useCallback(() => {
    const box = scroller.current
    if (!box) return
    const next = { top: box.scrollTop, left: box.scrollLeft, width: box.clientWidth, height: box.clientHeight }
    setView(old => (JSON.stringify(old) === JSON.stringify(next) ? old : next))
  }, [])
  useLayoutEffect(measure, [measure])
  useEffect(() => {
    const watcher = new ResizeObserver(measure)
    if (scroller.current) watcher.observe(scroller.current)
    return () => watcher.disconnect()
  }, [measure])

  const { row, column } = selection
  useEffect(() => {
    const box = scroller.current
    if (box && chosen?.sheetId === sheet.id)
      reveal(box, row, geometry.offsets[column] ?? 0, geometry.offsets[column + 1] ?? 0)
  }, [row, column, chosen?.sheetId, sheet.id, geometry])

  const select = (position: GridPosition) => book.select(sheet.id, position.row, position.column, position.area)
  const selectCell = (toRow: number, toColumn: number) =>
    select({ row: toRow, column: toColumn, area: { top: toRow, left: toColumn, bottom: toRow, right: toColumn } })
  const edit = (text: string | null) => {
    if (readOnly) return
    const value = cellAt(sheet, row, column)
    setEditing({ row, column, text: text ?? (value === null ? '' : cellText(value, editFormat(sheet, row, column))) })
  }
  const clear = () => {
    if (readOnly) return
    const { top, left } = selection.area
    setCells(
      book,
      sheet.id,
      top,
      left,
      blockOf(sheet, selection.area).map(cellsOfRow => cellsOfRow.map(() => null)),
    )
  }

  const press = (event: KeyboardEvent) => {
    if (editing) return
    const ctrl = event.ctrlKey || event.metaKey
    const to = moved(
      selection,
      { key: event.key, ctrl, shift: event.shiftKey, alt: event.altKey },
      {
        ...geometry,
        page: Math.max(1, Math.floor(view.height / ROW_HEIGHT) - 3),
        filled: (atRow, atColumn) => !isBlank(cellAt(sheet, atRow, atColumn)),
      },
    )
    if (to && !event.altKey) select(to)
    else if (event.key === 'F8') nextMark(event.shiftKey ? -1 : 1)
    else if (event.key === 'Enter' || event.key === 'F2') edit(null)
    else if (event.key === 'Delete' || event.key === 'Backspace') clear()
    else if (ctrl && event.key.toLowerCase() === 'z') event.shiftKey ? book.redo() : book.undo()
    else if (ctrl && event.key.toLowerCase() === 'y') book.redo()
    else if (ctrl && event.key.toLowerCase() === 'a') {
      const used = usedArea(sheet)
      if (used) select({ row: used.top, column: used.left, area: used })
    } else if (!ctrl && !event.altKey && event.key.length === 1) edit(event.key)
    else return
    event.preventDefault()
  }
  const nextMark = (direction: 1 | -1) => {
    const next = nextMarked([...notes.keys()], selection, direction)
    if (next) selectCell(next.row, next.column)
  }

  const copy = (event: ClipboardEvent) => {
    const { top, left } = selection.area
    const block = blockOf(sheet, selection.area).map((cellsOfRow, down) =>
      cellsOfRow.map((value, right) => cellText(value, formatAt(sheet, top + down, left + right))),
    )
    event.clipboardData?.setData('text/plain', clipboardText(block))
    event.preventDefault()
  }
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain')
    if (readOnly || !text) return
    event.preventDefault()
    const { top, left, bottom, right } = selection.area
    const pasted = clipboardCells(text)
    const [only] = pasted[0] ?? []
    // One cell fills whatever is selected, as in other spreadsheets.
    const single = pasted.length === 1 && pasted[0]?.length === 1 && only !== undefined
    const block = single
      ? Array.from({ length: bottom - top + 1 }, () => Array.from({ length: right - left + 1 }, () => only))
      : pasted
    const values = block.map((cellsOfRow, down) =>
      cellsOfRow.map((cell, over) => typedValue(book, sheet.id, top + down, left + over, cell)),
    )
    setCells(book, sheet.id, top, left, values)
    const width = Math.max(1, ...block.map(cellsOfRow => cellsOfRow.length))
    select({ row: top, column: left, area: { top, left, bottom: top + block.length - 1, right: left + width - 1 } })
  }

  const drag = useRef<number | null>(null)
  const pointAt = (event: PointerEvent) => cellOf(event.target)
  const point = (event: PointerEvent) => {
    const at = pointAt(event)
    if (!at || event.button !== 0) return
    if (editing) return
    if (event.shiftKey) return select({ ...selection, area: areaBetween(selection, at) })
    selectCell(at.row, at.column)
    if (event.pointerType === 'mouse') drag.current = event.pointerId
  }
  const extend = (event: PointerEvent) => {
    const at = drag.current === event.pointerId && event.buttons === 1 ? pointAt(event) : null
    if (at) select({ ...selection, area: areaBetween(selection, at) })
  }

  const finish = (text: string | null, move: 'down' | 'up' | 'right' | 'left' | null) => {
    if (!editing) return
    setEditing(null)
    const { row: atRow, column: atColumn } = editing
    const before = cellText(cellAt(sheet, atRow, atColumn), editFormat(sheet, atRow, atColumn))
    if (text !== null && text !== before)
      setCells(book, sheet.id, atRow, atColumn, [[typedValue(book, sheet.id, atRow, atColumn, text)]])
    if (move) {
      const keys = { down: 'ArrowDown', up: 'ArrowUp', right: 'ArrowRight', left: 'ArrowLeft' } as const
      const size = { ...geometry, page: 1, filled: () => false }
      const from = { ...selection, area: { top: row, left: column, bottom: row, right: column } }
      const to = moved(from, { key: keys[move], ctrl: false, shift: false, alt: false }, size)
      if (to) select(to)
    }
    if (text === null || move) scroller.current?.focus({ preventScroll: true })
  }

  const rows: number[] = []
  for (let index = cells.firstRow; index <= cells.lastRow; index++) rows.push(index)
  // The cell that has the focus must be there for screen readers, even when it is scrolled out of sight.
  if (row > 0 && (row < cells.firstRow || row > cells.lastRow)) rows.push(row)
  const width = ROW_HEADER_WIDTH + (geometry.offsets.at(-1) ?? 0)
  const shared = { book, sheet, geometry, cells, notes, selection, id }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be drawn in part
    <div
      ref={scroller}
      class="grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={geometry.rowCount + 1}
      aria-colcount={geometry.columnCount + 1}
      aria-multiselectable="true"
      aria-readonly={readOnly}
      aria-activedescendant={`${id}-${row}-${column}`}
      onScroll={measure}
      onKeyDown={press}
      onCopy={copy}
      onCut={event => {
        copy(event)
        clear()
      }}
      onPaste={paste}
      onPointerDown={point}
      onPointerMove={extend}
      onPointerUp={() => {
        drag.current = null
      }}
      onDblClick={event => cellOf(event.target) && edit(null)}
    >
      <div class="grid-space" style={{ width: `${width}px`, height: `${(geometry.rowCount + 1) * ROW_HEIGHT}px` }}>
        <GridHead {...shared} />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup">
          {rows.map(index => (
            <GridRow key={index} {...shared} row={index} top={(index + 1) * ROW_HEIGHT} />
          ))}
        </div>
        {editing && (
          <CellEditor
            key={`${editing.row},${editing.column}`}
            label={`Edit ${cellAddress(editing.row, editing.column)}`}
            initial={editing.text}
            place={{
              top: (editing.row + 1) * ROW_HEIGHT,
              left: ROW_HEADER_WIDTH + (geometry.offsets[editing.column] ?? 0),
              width: (geometry.offsets[editing.column + 1] ?? 0) - (geometry.offsets[editing.column] ?? 0),
            }}
            onDone={finish}
          />
        )}
      </div>
    </div>
  )
}

/** Numbers are edited as they are, not as they are shown; dates as dates. */
const editFormat = (sheet: SheetState, row: number, column: number): string | null => {
  const format = formatAt(sheet, row, column)
  return format !== null && /[ymdhs]/i.test(format) ? format : null
}

function cellOf(target: EventTarget | null): { row: number; column: number } | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null
}

/** Scrolls as little as needed for the cell to be in sight, below the head and right of the row headings. */
function reveal(box: HTMLElement, row: number, left: number, right: number): void {
  const head = 2 * ROW_HEIGHT
  const top = (row + 1) * ROW_HEIGHT
  if (row > 0 && top - head < box.scrollTop) box.scrollTop = top - head
  else if (row > 0 && top + ROW_HEIGHT > box.scrollTop + box.clientHeight)
    box.scrollTop = top + ROW_HEIGHT - box.clientHeight
  if (left < box.scrollLeft) box.scrollLeft = left
  else if (ROW_HEADER_WIDTH + right > box.scrollLeft + box.clientWidth)
    box.scrollLeft = Math.min(left, ROW_HEADER_WIDTH + right - box.clientWidth)
}

function nextMarked(
  places: readonly string[],
  { row, column }: { row: number; column: number },
  direction: 1 | -1,
): { row: number; column: number } | null {
  const cells = places
    .map(place => place.split(',').map(Number))
    .map(([atRow = 0, atColumn = 0]) => ({ row: atRow, column: atColumn }))
    .sort((a, b) => direction * (a.row - b.row || a.column - b.column))
  const after = cells.find(cell => direction * (cell.row - row || cell.column - column) > 0)
  return after ?? cells[0] ?? null
}
