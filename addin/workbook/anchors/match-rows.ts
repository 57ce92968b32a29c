import type { CellValue } from '../workbook.ts'
import { type Anchor, type AnchorRow, cellName, isIdentity, valuesBefore } from './anchor.ts'
import { sameValue } from './same-value.ts'
import type { Steps } from './steps.ts'

/** The key of each row of the sheet that is one of the anchor's; or why that cannot be told. */
export type MatchedRows = { readonly keyOf: ReadonlyMap<number, string> } | { readonly problem: string }

type Row = readonly CellValue[]
const separator = '\u001f'

/**
 * Finds the rows of an anchor by what stands in their identity cells (dimensions and texts), whatever they were sorted
 * to. `cells` are the anchor's columns only, as they stand now. Rows that belong to nobody are a person's own.
 *
 * Never guesses: two rows that could both be the same one are a problem.
 */
export function* matchRows(anchor: Anchor, cells: readonly Row[]): Steps<MatchedRows> {
  const identity = anchor.columns.flatMap((column, at) => (isIdentity(column) ? [at] : []))
  const label = (row: Row) => identity.map(at => row[at] ?? '').join(separator)
  const isOurs = sameRow(yield* valuesBefore(anchor))
  const keyOf = new Map<number, string>()

  const known = yield* groupBy(anchor.rows, row => label(row.cells))
  for (const row of anchor.previous.rows) {
    const text = label(row.cells)
    if (!known.has(text)) known.set(text, [row])
  }
  const found = yield* groupBy(cells.keys(), at => label(cells[at] ?? []))
  for (const [text, rows] of known) {
    yield
    const here = found.get(text) ?? []
    const pairs = pair(rows, here, (row, at) => isOurs(row, cells[at] ?? []))
    if (pairs === null) return { problem: twins(text, here) }
    for (const [row, at] of pairs) keyOf.set(at, row.key)
  }
  const strange = [...cells.keys()].filter(at => !keyOf.has(at))
  if (strange.length === 0) return { keyOf }
  const taken = new Set(keyOf.values())
  const missing = anchor.rows.filter(row => !taken.has(row.key))
  yield* pairByText(missing, strange, beforeLabels(anchor, identity, label), at => label(cells[at] ?? []), keyOf)
  const values = valuesText(anchor, identity)
  yield* pairByText(
    missing,
    strange,
    row => values(row.cells),
    at => values(cells[at] ?? []),
    keyOf,
  )
  return { keyOf }
}

function twins(text: string, here: readonly number[]): string {
  const rows = here.map(at => at + 1).join(' and ')
  const said = text === '' ? 'the same' : `"${text.replaceAll(separator, ' / ')}"`
  return `Rows ${rows} of the table both read ${said}. Delete or rename the one that was added.`
}

/** Pairs rows that read the same: by all their cells, then by being the only one left. null: that cannot be told. */
function pair(
  rows: readonly AnchorRow[],
  here: readonly number[],
  isSame: (row: AnchorRow, at: number) => boolean,
): [AnchorRow, number][] | null {
  if (rows.length === 1 && here.length <= 1) return here.map(at => [rows[0]!, at])
  if (here.length > rows.length) return null
  const left = new Set(here)
  const pairs: [AnchorRow, number][] = []
  const unpaired: AnchorRow[] = []
  for (const row of rows) {
    const at = [...left].find(place => isSame(row, place))
    if (at === undefined) unpaired.push(row)
    else {
      left.delete(at)
      pairs.push([row, at])
    }
  }
  if (left.size === 0) return pairs
  if (left.size > 1 || unpaired.length > 1) return null
  return [...pairs, [unpaired[0]!, [...left][0]!]]
}

/** Labels that the last write replaced: they stand there again after an undo. */
function beforeLabels(anchor: Anchor, identity: readonly number[], label: (row: Row) => string) {
  const before = new Map<string, Map<number, CellValue>>()
  for (const [key, column, value] of anchor.previous.cells)
    if (identity.includes(column)) before.set(key, (before.get(key) ?? new Map()).set(column, value))
  return (row: AnchorRow): string | null => {
    const old = before.get(row.key)
    return old ? label(row.cells.map((value, at) => (old.has(at) ? (old.get(at) ?? null) : value))) : null
  }
}

/**
 * A row whose identity cells a person changed is still the same when all its other cells are, and no other row has the
 * same ones: that is an edit of a label, not one row deleted and another typed.
 */
function valuesText(anchor: Anchor, identity: readonly number[]) {
  const values = anchor.columns.flatMap((_, at) => (identity.includes(at) ? [] : [at]))
  return (row: Row): string | null =>
    values.some(at => typeof row[at] === 'number')
      ? values.map(at => (typeof row[at] === 'number' ? row[at].toPrecision(15) : (row[at] ?? ''))).join(separator)
      : null
}

/** Adds pairs of a row that is missing and a strange one which have the same text, where no others have it. */
function* pairByText(
  missing: readonly AnchorRow[],
  strange: readonly number[],
  rowText: (row: AnchorRow) => string | null,
  cellsText: (at: number) => string | null,
  keyOf: Map<number, string>,
): Steps<void> {
  const taken = new Set(keyOf.values())
  const lost = yield* groupBy(
    missing.filter(row => !taken.has(row.key)),
    rowText,
  )
  const here = yield* groupBy(
    strange.filter(at => !keyOf.has(at)),
    cellsText,
  )
  for (const [text, rows] of lost) {
    const places = here.get(text) ?? []
    if (text !== null && rows.length === 1 && places.length === 1) keyOf.set(places[0]!, rows[0]!.key)
  }
}

/** Whether all cells of a row are as written, now or by the write before. */
function sameRow(before: ReadonlyMap<string, CellValue>): (row: AnchorRow, cells: Row) => boolean {
  return (row, cells) =>
    row.cells.every((value, at) => {
      const is = cells[at] ?? null
      const was = before.get(cellName(at, row.key))
      return sameValue(is, value) || (was !== undefined && sameValue(is, was))
    })
}

function* groupBy<Item, Key>(items: Iterable<Item>, key: (item: Item) => Key): Steps<Map<Key, Item[]>> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    yield
    const name = key(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}
