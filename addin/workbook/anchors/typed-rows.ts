import type { TableModel } from '../workbook.ts'
import { type Anchor, isIdentity } from './anchor.ts'
import type { SheetRows } from './inspect-rows.ts'
import { mapOf, type Steps } from './steps.ts'

/**
 * Rows that a person typed and that the answer now has too: same label, and no row of ours for it. Writing the answer's
 * row beside them would leave two rows of one name, so it goes into theirs, which a person must have allowed.
 */
export function* typedRows(
  model: TableModel,
  anchor: Anchor,
  sheet: SheetRows,
  keyOf: ReadonlyMap<number, string>,
): Steps<ReadonlyMap<number, string>> {
  const identity = anchor.columns.flatMap((column, at) => (isIdentity(column) ? [at] : []))
  const inModel = identity.map(at => model.columns.findIndex(({ key }) => key === anchor.columns[at]?.key))
  const taken = yield* mapOf(keyOf.values(), key => [key, true])
  const wanted = new Map<string, string>()
  for (const row of model.rows) {
    yield
    if (!taken.has(row.key)) wanted.set(inModel.map(at => row.cells[at] ?? '').join('\u001f'), row.key)
  }
  const typed = new Map<number, string>()
  if (identity.length === 0 || wanted.size === 0) return typed
  for (const [at, cells] of sheet.cells.entries()) {
    yield
    if (keyOf.has(at)) continue
    const text = identity.map(column => cells[column] ?? '').join('\u001f')
    const key = wanted.get(text)
    if (key === undefined) continue
    typed.set(at, key)
    wanted.delete(text)
  }
  return typed
}
