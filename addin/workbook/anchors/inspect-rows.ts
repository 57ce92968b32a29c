import type { CellEdit, CellValue } from '../workbook.ts'
import { type Anchor, cellName, knownRows, valuesBefore } from './anchor.ts'
import { matchRows } from './match-rows.ts'
import { sameValue } from './same-value.ts'
import type { Steps } from './steps.ts'

/** The body of a table as it stands, the anchor's columns only, in the anchor's order. */
export interface SheetRows {
  readonly cells: readonly (readonly CellValue[])[]
  /** Whether a formula stands there; formulas are never ours. */
  readonly isFormula: (row: number, column: number) => boolean
  /** Of a cell in the sheet, e.g. "C7". */
  readonly addressOf: (row: number, column: number) => string
}

export type InspectedRows =
  | { readonly keyOf: ReadonlyMap<number, string>; readonly edits: readonly CellEdit[] }
  | { readonly problem: string }

/**
 * Which row is which, and what a person changed in them. What the last write found and replaced counts as unchanged: an
 * undo brought it back, or the write ended half-way. Rows that a person added are nobody's edits, nothing overwrites
 * them; rows that a person deleted come back with the next refresh.
 */
export function* inspectRows(anchor: Anchor, sheet: SheetRows): Steps<InspectedRows> {
  const matched = yield* matchRows(anchor, sheet.cells)
  if ('problem' in matched) return matched
  const rowByKey = yield* knownRows(anchor)
  const before = yield* valuesBefore(anchor)
  const edits: CellEdit[] = []
  for (const [at, key] of matched.keyOf) {
    yield
    const row = rowByKey.get(key)
    if (!row) continue
    for (const [column, was] of row.cells.entries()) {
      const is = sheet.cells[at]?.[column] ?? null
      const old = before.size === 0 ? undefined : before.get(cellName(column, key))
      const isOurs = sameValue(is, was) || (old !== undefined && sameValue(is, old))
      if (isOurs && !sheet.isFormula(at, column)) continue
      const columnKey = anchor.columns[column]?.key ?? ''
      edits.push({ address: sheet.addressOf(at, column), rowKey: key, columnKey, was, is })
    }
  }
  return { keyOf: matched.keyOf, edits: edits.sort((one, other) => byAddress(one.address, other.address)) }
}

const byAddress = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true })
