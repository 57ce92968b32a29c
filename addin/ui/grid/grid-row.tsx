import { columnName, covers } from '../../workbook/browser/address.ts'
import type { Book } from '../../workbook/browser/book.ts'
import type { MarkState, SheetState } from '../../workbook/browser/book-state.ts'
import { cellText } from '../../workbook/browser/cell-text.ts'
import { cellAt, formatAt } from '../../workbook/browser/sheet-cells.ts'
import { tableAt } from '../../workbook/browser/table-area.ts'
import { type CellNote, noteOf } from './cell-notes.ts'
import { type GridGeometry, ROW_HEADER_WIDTH, type VisibleCells } from './grid-geometry.ts'
import type { GridPosition } from './grid-keys.ts'

export interface GridRowProps {
  readonly book: Book
  readonly sheet: SheetState
  readonly geometry: GridGeometry
  readonly cells: VisibleCells
  readonly notes: ReadonlyMap<string, MarkState>
  readonly selection: GridPosition
  /** Start of the ids of cells. */
  readonly id: string
}

/** A row of the grid: its number and the cells that are in sight. */
export function GridRow(props: GridRowProps & { readonly row: number; readonly top: number | null }) {
  const { sheet, cells, notes, selection, row, top } = props
  const columns: number[] = []
  for (let column = cells.firstColumn; column <= cells.lastColumn; column++) columns.push(column)
  if (selection.row === row && !columns.includes(selection.column)) columns.push(selection.column)
  const rowNote = notes.get(`${row}`)
  const inArea = row >= selection.area.top && row <= selection.area.bottom
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be drawn in part
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
    <div
      role="row"
      aria-rowindex={row + 2}
      class={`grid-row${sheet.hiddenRows.has(row) ? ' grid-row-hidden' : ''}`}
      style={top === null ? undefined : { transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
      <div
        role="rowheader"
        aria-colindex={1}
        class={`grid-number${inArea ? ' grid-lit' : ''}${rowNote ? ` grid-mark-${rowNote.severity}` : ''}`}
      >
        {row + 1}
      </div>
      {columns.map(column => (
        <GridCell key={column} {...props} row={row} column={column} />
      ))}
    </div>
  )
}

function GridCell({
  book,
  sheet,
  geometry,
  notes,
  selection,
  id,
  row,
  column,
}: GridRowProps & { readonly row: number; readonly column: number }) {
  const value = cellAt(sheet, row, column)
  const note = noteOf(book.state, notes, sheet.id, row, column)
  const table = tableAt(book.state, sheet.id, row, column)
  const active = selection.row === row && selection.column === column
  const inArea = covers(selection.area, row, column)
  const left = geometry.offsets[column] ?? 0
  const classes = ['grid-cell']
  if (typeof value === 'number') classes.push('grid-right')
  if (inArea) classes.push('grid-in')
  if (active) classes.push('grid-active')
  if (note) classes.push(`grid-mark-${note.kind}`)
  if (table) classes.push(table.top === row ? 'grid-table-head' : 'grid-table')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be drawn in part
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
    <div
      id={`${id}-${row}-${column}`}
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={inArea}
      aria-invalid={note?.kind === 'error' ? 'true' : undefined}
      class={classes.join(' ')}
      style={{
        left: `${ROW_HEADER_WIDTH + left}px`,
        width: `${(geometry.offsets[column + 1] ?? left) - left}px`,
      }}
      data-row={row}
      data-column={column}
      title={note?.text}
    >
      {cellText(value, formatAt(sheet, row, column))}
      {note && <NoteText note={note} column={column} />}
    </div>
  )
}

/** Seen as a corner and a tooltip; screen readers read it with the cell. */
const NoteText = ({ note, column }: { readonly note: CellNote; readonly column: number }) => (
  <span class="visually-hidden">{`. ${words[note.kind]} in column ${columnName(column)}: ${note.text}`}</span>
)

const words = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
  trust: 'Confidence',
  doubt: 'Low confidence',
} as const
