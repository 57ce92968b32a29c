import { addressOf } from '../anchors/address.ts'
import type { Anchor } from '../anchors/anchor.ts'
import { copiedFrom } from '../anchors/copied-from.ts'
import { findColumns } from '../anchors/find-columns.ts'
import { inspectRows, type SheetRows } from '../anchors/inspect-rows.ts'
import { breathe } from '../anchors/steps.ts'
import type { CellEdit, PulledTable, TableContent } from '../workbook.ts'
import type { AnchorStore, StoredAnchor } from './anchor-store.ts'
import { type Grid, readGrid } from './read-grid.ts'
import { type TablePlace, tablePlaces } from './table-places.ts'

const doing = 'Looking at the pulled tables'

/** A pulled table with all that was found out about it. */
export interface Inspected {
  readonly stored: StoredAnchor
  readonly state: PulledTable['state']
  readonly reason: string | null
  /** null: it is gone. */
  readonly place: TablePlace | null
  /** null: it is damaged or gone. */
  readonly body: InspectedBody | null
}

export interface InspectedBody {
  /** Of this very table: a copy has other ids than the one it was copied from. */
  readonly anchor: Anchor
  /** For each column of the anchor where it is in the table now. */
  readonly columnsAt: readonly number[]
  /** All of the table's columns, those that a person added too. */
  readonly grid: Grid
  /** The anchor's columns only. */
  readonly sheet: SheetRows
  readonly keyOf: ReadonlyMap<number, string>
  readonly edits: readonly CellEdit[]
}

/** A pulled table and where it stands, before anything in it is read. */
export interface Located {
  readonly stored: StoredAnchor
  readonly place: TablePlace | null
  readonly isCopy: boolean
}

/** Finds each pulled table by its id, else by its name, and then the copies of it. */
export async function locateTables(
  context: Excel.RequestContext,
  store: AnchorStore,
  signal?: AbortSignal,
): Promise<Located[]> {
  const stored = await store.all(context, signal)
  if (stored.length === 0) return []
  const places = await tablePlaces(context)
  const free = new Set(places)
  const take = (is: (place: TablePlace) => boolean): TablePlace | null => {
    const place = [...free].find(is) ?? null
    if (place) free.delete(place)
    return place
  }
  // Ids may be given anew when a workbook is opened again: an id that leads to a stranger is not believed over a table
  // of the right name with all the headings.
  const isMeant = (one: StoredAnchor, place: TablePlace): boolean =>
    isAlike(one, place) || !places.some(other => isSameByName(one, other))
  const byId = stored.map(one => ({
    stored: one,
    place: take(place => place.id === one.head.tableId && isMeant(one, place)),
    isCopy: false,
  }))
  const located = byId.map(one => (one.place ? one : { ...one, place: take(place => isSameByName(one.stored, place)) }))
  return [...located, ...(await copies(context, stored, [...free]))]
}

const isAlike = ({ head }: StoredAnchor, { name, columns }: TablePlace): boolean =>
  name === head.name || head.columns.some(column => columns.some(({ heading }) => heading === column.heading))

/** Some hosts give tables new ids when a workbook is opened again: the name and all headings are then the next best. */
const isSameByName = ({ head }: StoredAnchor, { name, columns }: TablePlace): boolean =>
  name === head.name && head.columns.every(column => columns.some(({ heading }) => heading === column.heading))

async function copies(
  context: Excel.RequestContext,
  stored: readonly StoredAnchor[],
  places: readonly TablePlace[],
): Promise<Located[]> {
  const found: Located[] = []
  for (const place of places) {
    const headings = place.columns.map(({ heading }) => heading)
    const alike = stored.filter(({ anchor }) => anchor?.columns.every(({ heading }) => headings.includes(heading)))
    if (alike.length === 0) continue
    const sheet = context.workbook.worksheets.getItem(place.sheetId)
    const { values } = await readGrid(context, sheet, place.body, { doing })
    const original = copiedFrom(
      alike.flatMap(({ anchor }) => anchor ?? []),
      headings,
      values,
    )
    const from = alike.find(({ anchor }) => anchor === original)
    if (from) found.push({ stored: from, place, isCopy: true })
  }
  return found
}

export async function inspectTable(
  context: Excel.RequestContext,
  { stored, place, isCopy }: Located,
  signal?: AbortSignal,
): Promise<Inspected> {
  if (place === null) return { stored, place, state: 'gone', reason: `"${stored.head.name}" was deleted.`, body: null }
  const damaged = (reason: string): Inspected => ({ stored, place, state: 'damaged', reason, body: null })
  if (stored.anchor === null) return damaged(stored.problem ?? '')
  const anchor = isCopy ? anchorOfCopy(stored.anchor, place) : { ...stored.anchor, tableId: place.id }
  const columns = findColumns(anchor.columns, place.columns)
  if ('problem' in columns) return damaged(columns.problem)
  const sheet = context.workbook.worksheets.getItem(place.sheetId)
  const grid = await readGrid(context, sheet, place.body, { doing, formulas: true, signal })
  const rows = await breathe(sheetRows(grid, columns.at, place), signal)
  const inspected = await breathe(inspectRows(anchor, rows), signal)
  if ('problem' in inspected) return damaged(inspected.problem)
  const body = { anchor, columnsAt: columns.at, grid, sheet: rows, ...inspected }
  if (isCopy) return { stored, place, state: 'copied', reason: `A copy of "${stored.head.name}".`, body }
  return { stored, place, state: inspected.edits.length > 0 ? 'edited' : 'intact', reason: null, body }
}

/** A copy has its columns under the same headings; the ids may be others. */
const anchorOfCopy = (anchor: Anchor, place: TablePlace): Anchor => ({
  ...anchor,
  tableId: place.id,
  name: place.name,
  revision: 0,
  columns: anchor.columns.map(column => ({
    ...column,
    id: place.columns.find(({ heading }) => heading === column.heading)?.id ?? column.id,
  })),
})

function* sheetRows(grid: Grid, columnsAt: readonly number[], place: TablePlace) {
  const cells = []
  for (const row of grid.values) {
    yield
    cells.push(columnsAt.map(at => row[at] ?? null))
  }
  return {
    cells,
    isFormula: (row, column) => isFormula(grid, row, columnsAt[column] ?? 0),
    addressOf: (row, column) =>
      addressOf({
        row: place.body.row + row,
        column: place.body.column + (columnsAt[column] ?? 0),
        rowCount: 1,
        columnCount: 1,
      }),
  } satisfies SheetRows
}

/** A formula is shown as such; text that only looks like one is the same as its value. */
export function isFormula(grid: Grid, row: number, column: number): boolean {
  const formula = grid.formulas?.[row]?.[column]
  return typeof formula === 'string' && formula.startsWith('=') && formula !== grid.values[row]?.[column]
}

export function pulledTable(inspected: Inspected, withContent: boolean): PulledTable {
  const { stored, place, state, reason, body } = inspected
  return {
    id: place?.id ?? stored.head.tableId,
    name: place?.name ?? stored.head.name,
    sheet: place?.sheet ?? '',
    address: place ? addressOf(place.all) : '',
    provenance: stored.head.provenance,
    state,
    reason,
    edits: body && state === 'edited' ? body.edits : [],
    content: withContent && body ? contentOf(body) : null,
  }
}

const contentOf = ({ anchor, keyOf, sheet }: InspectedBody): TableContent => ({
  columns: anchor.columns.map(({ key }) => key),
  rows: [...keyOf].sort(([one], [other]) => one - other).map(([row, key]) => ({ key, cells: sheet.cells[row] ?? [] })),
})
