// biome-ignore-all lint/a11y/useSemanticElements: a table cannot show a few of a million rows; the roles say what it would
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { columnName, rectangleAddress } from '../../model/address.ts'
import { typeText } from '../../model/edits/type-text.ts'
import { clearCells } from '../../model/edits/write-cells.ts'
import { MAX_COLUMNS, MAX_ROWS, type Rectangle, rectangle } from '../../model/rectangle.ts'
import type { Workbook } from '../../model/workbook.ts'
import type { ExcelHost } from '../../protocol/excel-host.ts'
import { edit, revision } from '../book.ts'
import { ContextMenu } from '../context-menu.tsx'
import { entryText } from '../formula-bar.tsx'
import { cellMenu } from './cell-menu.ts'
import { CellView } from './cell-view.tsx'
import { ChartView } from './chart-view.tsx'
import { columnStarts, HEADER_WIDTH, placeOf, ROW_HEIGHT, visibleRows } from './geometry.ts'
import { moved } from './keyboard.ts'

interface Editing {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** The cells of the active sheet. Only what is on screen is drawn, so that a sheet may have a million rows. */
export function Grid({ book, host }: { book: Workbook; host: ExcelHost | null }) {
  void revision.value
  const box = useRef<HTMLDivElement>(null)
  const anchor = useRef({ row: 0, column: 0 })
  const [view, setView] = useState({ top: 0, left: 0, width: 1200, height: 700 })
  const [editing, setEditing] = useState<Editing | null>(null)
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null)
  const { sheet, block } = book.selection
  const used = sheet.used(false)
  const rowCount = Math.min(MAX_ROWS, Math.max(200, (used ? used.row + used.height : 0) + 60, block.row + 40))
  const columnCount = Math.min(MAX_COLUMNS, Math.max(26, (used ? used.column + used.width : 0) + 6, block.column + 6))
  const starts = columnStarts(sheet, columnCount)
  const rows = visibleRows(sheet, rowCount)
  const lines = rows?.length ?? rowCount
  const first = Math.max(0, Math.floor(view.top / ROW_HEIGHT) - 2)
  const last = Math.min(lines - 1, first + Math.ceil(view.height / ROW_HEIGHT) + 4)
  const shownRows = Array.from({ length: last - first + 1 }, (_, line) => rows?.[first + line] ?? first + line)
  const shownColumns = starts.flatMap((start, column) =>
    column < columnCount && start < view.left + view.width && (starts[column + 1] ?? 0) > view.left ? [column] : [],
  )

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () =>
      setView({
        top: element.scrollTop,
        left: element.scrollLeft,
        width: element.clientWidth,
        height: element.clientHeight,
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure)
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [])
  useEffect(() => {
    if (host) host.faults.editingCell = editing !== null
  }, [editing, host])
  useEffect(() => scrollTo(), [sheet, block])

  function scrollTo(): void {
    const element = box.current
    if (!element) return
    const place = placeOf({ ...block, height: 1, width: 1 }, starts, rows)
    const bottom = element.scrollTop + element.clientHeight - ROW_HEIGHT
    if (place.top < element.scrollTop) element.scrollTop = place.top
    else if (place.top + ROW_HEIGHT > bottom) element.scrollTop = place.top + ROW_HEIGHT * 2 - element.clientHeight
    const right = element.scrollLeft + element.clientWidth - HEADER_WIDTH
    if (place.left < element.scrollLeft) element.scrollLeft = place.left
    else if (place.left + place.width > right)
      element.scrollLeft = place.left + place.width - element.clientWidth + HEADER_WIDTH
  }
  const select = (area: Rectangle): void => edit(book, 'Select', () => book.select(sheet, area))
  const selectTo = (row: number, column: number): void => {
    const from = anchor.current
    const [top, left] = [Math.min(from.row, row), Math.min(from.column, column)]
    select(rectangle(top, left, Math.abs(from.row - row) + 1, Math.abs(from.column - column) + 1))
  }
  const start = (text: string): void => setEditing({ row: block.row, column: block.column, text })
  // Keys may come faster than the editor gets the focus.
  const type = (key: string): void =>
    setEditing(current =>
      current ? { ...current, text: current.text + key } : { row: block.row, column: block.column, text: key },
    )
  const confirm = (step: 'down' | 'right' | 'none'): void => {
    if (!editing) return
    const { row, column, text } = editing
    setEditing(null)
    if (host) host.faults.editingCell = false
    if (text !== entryText(book)) edit(book, 'Typing', () => typeText(sheet, row, column, text))
    if (step !== 'none') {
      anchor.current = { row: row + (step === 'down' ? 1 : 0), column: column + (step === 'right' ? 1 : 0) }
      select(rectangle(anchor.current.row, anchor.current.column))
    }
    box.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing) {
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
        event.preventDefault()
        type(event.key)
      }
      return
    }
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase()
    if (undo === 'z' || undo === 'y') {
      if (undo === 'z') book.undo()
      else book.redo()
      event.preventDefault()
      return
    }
    const to = moved(event, anchor.current, block, Math.max(1, Math.floor(view.height / ROW_HEIGHT) - 2))
    if (to) {
      event.preventDefault()
      if (event.shiftKey && event.key !== 'Tab') {
        const corner = {
          row: anchor.current.row === block.row ? block.row + block.height - 1 : block.row,
          column: anchor.current.column === block.column ? block.column + block.width - 1 : block.column,
        }
        selectTo(
          Math.max(0, corner.row + to.row - anchor.current.row),
          Math.max(0, corner.column + to.column - anchor.current.column),
        )
        return
      }
      anchor.current = to
      select(rectangle(to.row, to.column))
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      edit(book, 'Clear', () => clearCells(sheet, block, 'Contents'))
    } else if (event.key === 'F2') start(entryText(book))
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault()
      const bounds = box.current?.getBoundingClientRect()
      setMenu({ x: (bounds?.left ?? 0) + 120, y: (bounds?.top ?? 0) + 80 })
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      type(event.key)
    }
  }
  const cellAt = (event: { target: EventTarget | null }): { row: number; column: number } | null => {
    const cell = (event.target as HTMLElement | null)?.closest<HTMLElement>('[data-row]')
    return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null
  }
  const selection = placeOf(block, starts, rows)
  const width = starts.at(-1) ?? 0
  return (
    <>
      <div
        class={`grid${sheet.showGridlines ? '' : ' no-lines'}`}
        ref={box}
        role="grid"
        aria-label={`Cells of ${sheet.name}`}
        aria-rowcount={rowCount}
        aria-colcount={columnCount}
        aria-activedescendant={`cell-${block.row}-${block.column}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={event => {
          const at = cellAt(event)
          if (!at || event.button !== 0) return
          if (editing) confirm('none')
          if (event.shiftKey) selectTo(at.row, at.column)
          else {
            anchor.current = at
            select(rectangle(at.row, at.column))
          }
        }}
        onPointerMove={event => {
          const at = event.buttons === 1 && !editing ? cellAt(event) : null
          if (at && !(event.target as HTMLElement).closest('th')) selectTo(at.row, at.column)
        }}
        onDblClick={event => cellAt(event) && start(entryText(book))}
        onContextMenu={event => {
          event.preventDefault()
          const at = cellAt(event)
          if (at && !inside(block, at)) {
            anchor.current = at
            select(rectangle(at.row, at.column))
          }
          setMenu({ x: event.clientX, y: event.clientY })
        }}
      >
        <div class="canvas" style={{ width: `${width + HEADER_WIDTH}px`, height: `${(lines + 1) * ROW_HEIGHT}px` }}>
          <div class="column-headers" style={{ width: `${width + HEADER_WIDTH}px` }} role="row">
            <div class="corner" />
            {shownColumns.map(column => (
              <div
                key={column}
                role="columnheader"
                class={column >= block.column && column < block.column + block.width ? 'header current' : 'header'}
                style={{
                  left: `${(starts[column] ?? 0) + HEADER_WIDTH}px`,
                  width: `${(starts[column + 1] ?? 0) - (starts[column] ?? 0)}px`,
                }}
                onPointerDown={() => select(rectangle(0, column, MAX_ROWS, 1))}
              >
                {columnName(column)}
              </div>
            ))}
          </div>
          {shownRows.map((row, line) => (
            <div
              key={row}
              role="row"
              aria-rowindex={row + 1}
              class="row"
              style={{ top: `${(first + line + 1) * ROW_HEIGHT}px`, width: `${width + HEADER_WIDTH}px` }}
            >
              <div
                role="rowheader"
                class={row >= block.row && row < block.row + block.height ? 'row-header current' : 'row-header'}
                onPointerDown={() => select(rectangle(row, 0, 1, MAX_COLUMNS))}
              >
                {row + 1}
              </div>
              {shownColumns.map(column => (
                <CellView
                  key={column}
                  book={book}
                  sheet={sheet}
                  row={row}
                  column={column}
                  left={(starts[column] ?? 0) + HEADER_WIDTH}
                  width={(starts[column + 1] ?? 0) - (starts[column] ?? 0)}
                />
              ))}
            </div>
          ))}
          <div
            class="selection"
            aria-hidden="true"
            title={rectangleAddress(block)}
            style={{
              left: `${selection.left + HEADER_WIDTH}px`,
              top: `${selection.top + ROW_HEIGHT}px`,
              width: `${Math.max(selection.width, 4)}px`,
              height: `${Math.max(selection.height, 4)}px`,
            }}
          />
          {book.charts
            .filter(chart => chart.sheet === sheet)
            .map(chart => (
              // A grid has rows of cells and nothing else; what floats above them is one of its own.
              <div key={chart.id} role="row" class="floating">
                <div role="gridcell">
                  <ChartView chart={chart} starts={starts} rows={rows} />
                </div>
              </div>
            ))}
          {editing && (
            <CellEditor
              editing={editing}
              place={placeOf(rectangle(editing.row, editing.column), starts, rows)}
              onText={text => setEditing({ ...editing, text })}
              onConfirm={confirm}
              onCancel={() => {
                setEditing(null)
                box.current?.focus()
              }}
            />
          )}
        </div>
      </div>
      {menu && <ContextMenu {...menu} items={cellMenu(book)} onClose={() => setMenu(null)} />}
    </>
  )
}

const inside = (block: Rectangle, { row, column }: { row: number; column: number }): boolean =>
  row >= block.row && row < block.row + block.height && column >= block.column && column < block.column + block.width

interface EditorProps {
  readonly editing: Editing
  readonly place: { readonly left: number; readonly top: number; readonly width: number }
  readonly onText: (text: string) => void
  readonly onConfirm: (step: 'down' | 'right' | 'none') => void
  readonly onCancel: () => void
}

function CellEditor({ editing, place, onText, onConfirm, onCancel }: EditorProps) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.focus(), [])
  return (
    <input
      ref={input}
      class="editor"
      aria-label="Cell being edited"
      value={editing.text}
      spellcheck={false}
      style={{
        left: `${place.left + HEADER_WIDTH}px`,
        top: `${place.top + ROW_HEIGHT}px`,
        width: `${Math.max(place.width, editing.text.length * 8 + 20)}px`,
      }}
      onInput={event => onText(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Enter') onConfirm('down')
        else if (event.key === 'Tab') {
          event.preventDefault()
          onConfirm('right')
        } else if (event.key === 'Escape') onCancel()
        event.stopPropagation()
      }}
      onPointerDown={event => event.stopPropagation()}
    />
  )
}
