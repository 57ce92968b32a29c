import {
  type CellValue,
  type TableModel,
  type TableTarget,
  type Work,
  WorkbookError,
  type WrittenTable,
} from '../workbook.ts'
import { areaAddress, cellAddress } from './address.ts'
import type { Book } from './book.ts'
import type { SheetState, TableState, WrittenContent } from './book-state.ts'
import { breathe, ROWS_AT_A_TIME } from './breathe.ts'
import { checksum } from './checksum.ts'
import { changeSheet } from './move-rows.ts'
import { damageOf, editsOf, same } from './pulled-tables.ts'
import { cellAt, isBlank, withBlock, withFormats } from './sheet-cells.ts'
import { tableArea } from './table-area.ts'
import { writtenContent } from './written-content.ts'

/**
 * Writes into a table that was pulled: known rows stay where the person has put them, rows of the person's own stay too,
 * new ones come at the end. Rows that are no more leave it, unless something that a person wrote would be lost or parted
 * from its row: then they keep their label alone. Nothing outside of the table changes.
 */
export async function rewriteTable(
  book: Book,
  model: TableModel,
  target: Extract<TableTarget, { kind: 'pulled' }>,
  work?: Work,
): Promise<WrittenTable> {
  const before = book.state
  const { table, sheet } = ownTable(book, model, target)
  const answer = await writtenContent(model, work)
  const { kept, emptied } = keptRows(sheet, table, answer)
  const written = withLabels(answer, table.written, emptied)
  const known = new Set(table.rowKeys)
  const added = model.rows.flatMap(({ key }) => (known.has(key) ? [] : [key]))
  const after: TableState = {
    ...table,
    rowKeys: [...kept.map(row => table.rowKeys[row] ?? null), ...added],
    ...{ written, provenance: model.provenance, checksum: checksum(written, model.provenance) },
    copyOf: null,
  }
  refuseOccupied(model, sheet, table, after)
  const { block, cellsChanged } = await newBlock(sheet, table, after, kept, written, model, work)
  if (book.state !== before) {
    // The person went on working while this was prepared: what was prepared may not fit any more.
    ownTable(book, model, target)
    if (book.sheet(sheet.id) !== sheet || book.state.tables.find(each => each.id === table.id) !== table)
      throw new WorkbookError('busy', `Refreshing "${table.name}": its sheet was being changed; try again`)
  }
  book.change({ kind: 'structure' }, state => ({
    ...state,
    sheets: changeSheet(state, sheet.id, each => formatted(withBlock(each, table.top + 1, table.left, block), after)),
    tables: state.tables.map(each => (each.id === table.id ? after : each)),
  }))
  work?.progress?.(1, `Writing "${model.title}"`)
  return {
    ...{ id: table.id, name: table.name, sheet: sheet.name, address: areaAddress(tableArea(after)) },
    ...{
      rowsAdded: added.length,
      rowsRemoved: table.rowKeys.length - kept.length,
      rowsEmptied: emptied.size,
      cellsChanged,
    },
  }
}

function ownTable(book: Book, model: TableModel, target: Extract<TableTarget, { kind: 'pulled' }>) {
  const table = book.state.tables.find(each => each.id === target.id)
  const sheet = table && book.sheet(table.sheetId)
  if (table && !sheet)
    book.amend({ kind: 'structure' }, state => ({ ...state, tables: state.tables.filter(each => each !== table) }))
  if (!table || !sheet)
    throw new WorkbookError('gone', `Refreshing "${model.title}": the table is not in this workbook any more`)
  const damage = damageOf(table, sheet)
  if (damage) throw new WorkbookError('mismatch', `Refreshing "${table.name}": ${lowerFirst(damage)}`)
  const gone = table.columnKeys.filter(key => key !== null && !model.columns.some(column => column.key === key))
  const fresh = model.columns.flatMap(({ key }) => (table.columnKeys.includes(key) ? [] : [key]))
  if (gone.length + fresh.length > 0)
    throw new WorkbookError(
      'mismatch',
      `Refreshing "${table.name}": its columns are not those of the answer (${[...gone, ...fresh].join(', ')}); insert the table anew`,
    )
  const edits = target.overwriteEdits ? [] : editsOf(table, sheet)
  if (edits.length > 0)
    throw new WorkbookError(
      'edited',
      `Refreshing "${table.name}": ${edits.length === 1 ? 'a cell was' : `${edits.length} cells were`} changed by hand (${edits
        .slice(0, 3)
        .map(({ address }) => address)
        .join(', ')}${edits.length > 3 ? ', …' : ''}); overwrite them, or leave the table as it is`,
    )
  return { table, sheet }
}

/** Rows (from 0, below the heading) that stay, and of those the keys of the ones that have left the answer. */
function keptRows(sheet: SheetState, table: TableState, answer: WrittenContent) {
  const { left, right } = tableArea(table)
  const rowOf = (index: number) => sheet.rows[table.top + 1 + index] ?? []
  const beside = table.rowKeys.findLastIndex((_, index) =>
    rowOf(index).some((value, column) => (column < left || column > right) && !isBlank(value)),
  )
  const emptied = new Set<string>()
  const kept = [...table.rowKeys.keys()].filter(index => {
    const key = table.rowKeys[index] ?? null
    if (key === null || answer.rows.has(key)) return true
    // Without it, what stands beside later rows would be beside other ones.
    const own = table.columnKeys.some((each, offset) => each === null && !isBlank(rowOf(index)[left + offset]))
    if (index > beside && !own) return false
    emptied.add(key)
    return true
  })
  return { kept, emptied }
}

/** The answer with the labels of rows that left it and stay in the table. */
function withLabels(answer: WrittenContent, before: WrittenContent, emptied: ReadonlySet<string>): WrittenContent {
  if (emptied.size === 0) return answer
  const rows = new Map(answer.rows)
  for (const key of emptied) {
    const cells = answer.columns.map(column => {
      const at = before.columns.findIndex(each => each.key === column.key)
      const names = column.kind === 'dimension' || column.kind === 'text'
      return names ? (before.rows.get(key)?.cells[at] ?? null) : null
    })
    rows.set(key, { cells, trust: [] })
  }
  return { ...answer, rows }
}

/** Growing needs free cells below. */
function refuseOccupied(model: TableModel, sheet: SheetState, before: TableState, after: TableState): void {
  const { left, right, bottom } = tableArea(before)
  for (let row = bottom + 1; row <= tableArea(after).bottom; row++)
    for (let column = left; column <= right; column++)
      if (!isBlank(cellAt(sheet, row, column)))
        throw new WorkbookError(
          'occupied',
          `Refreshing "${model.title}": it grows by ${after.rowKeys.length - before.rowKeys.length} rows, and ${cellAddress(row, column)} below it is not empty; insert rows there first`,
        )
}

/** All cells below the heading, the person's own columns moved along with their rows, blanks where rows have gone. */
async function newBlock(
  sheet: SheetState,
  before: TableState,
  after: TableState,
  kept: readonly number[],
  written: WrittenContent,
  model: TableModel,
  work?: Work,
): Promise<{ block: CellValue[][]; cellsChanged: number }> {
  const places = new Map(written.columns.map(({ key }, index) => [key, index]))
  const block: CellValue[][] = []
  let cellsChanged = 0
  for (const [index, rowKey] of after.rowKeys.entries()) {
    if (index % ROWS_AT_A_TIME === 0)
      await breathe(work, 0.5 + (0.4 * index) / after.rowKeys.length, `Writing "${model.title}"`)
    const cells = written.rows.get(rowKey ?? '')?.cells ?? []
    const keptFrom = kept[index]
    const from = keptFrom === undefined ? undefined : before.top + 1 + keptFrom
    block.push(
      after.columnKeys.map((key, offset) => {
        const was = from === undefined ? null : cellAt(sheet, from, after.left + offset)
        if (key === null || rowKey === null) return was
        const is = cells[places.get(key) ?? -1] ?? null
        if (!same(was, is)) cellsChanged++
        return is
      }),
    )
  }
  while (block.length < before.rowKeys.length) block.push(after.columnKeys.map(() => null))
  return { block, cellsChanged }
}

function formatted(sheet: SheetState, table: TableState): SheetState {
  const formats = table.columnKeys.map(
    key => table.written.columns.find(column => column.key === key)?.numberFormat ?? null,
  )
  return withFormats(sheet, { top: table.top + 1, left: table.left, bottom: table.top + table.rowKeys.length }, formats)
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
