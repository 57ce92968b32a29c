import type { CellValue } from '../workbook.ts'
import { type Anchor, isIdentity } from './anchor.ts'
import type { SheetRows } from './inspect-rows.ts'
import type { Steps } from './steps.ts'

/** The body of a table, and which of its rows are known for the answer's. */
export interface KnownBody {
  readonly sheet: SheetRows
  readonly keyOf: ReadonlyMap<number, string>
}

/**
 * Rows of a copy of which nobody can tell whose they are. A copy is read by the anchor of the table it was made of; a row
 * with numbers that this anchor does not know was typed by a person, or is of an answer from before the table was
 * refreshed. It is a person's where the table itself has it, too: there the anchor knows all that was ever its own.
 * `original` is null where that table is gone.
 */
export function* doubtfulRows(anchor: Anchor, copy: KnownBody, original: KnownBody | null): Steps<readonly number[]> {
  const identity = anchor.columns.flatMap((column, at) => (isIdentity(column) ? [at] : []))
  const label = (row: readonly CellValue[]) => identity.map(at => row[at] ?? '').join('\u001f')
  const typed = new Set<string>()
  for (const [at, cells] of original?.sheet.cells.entries() ?? []) {
    yield
    if (!original?.keyOf.has(at)) typed.add(label(cells))
  }
  const doubtful: number[] = []
  for (const [at, cells] of copy.sheet.cells.entries()) {
    yield
    if (copy.keyOf.has(at) || typed.has(label(cells))) continue
    const hasNumbers = cells.some(
      (value, column) => value !== null && !identity.includes(column) && !copy.sheet.isFormula(at, column),
    )
    if (hasNumbers) doubtful.push(at)
  }
  return doubtful
}
