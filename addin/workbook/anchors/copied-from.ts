import type { CellValue } from '../workbook.ts'
import { type Anchor, isIdentity } from './anchor.ts'

/**
 * The anchor that a table without one is a copy of: all its headings in place, and most rows read like rows of it. null:
 * it is a person's own table.
 */
export function copiedFrom(
  anchors: readonly Anchor[],
  headings: readonly string[],
  body: readonly (readonly CellValue[])[],
): Anchor | null {
  const matches = (anchor: Anchor): boolean => {
    const at = anchor.columns.map(({ heading }) => headings.indexOf(heading))
    if (at.length === 0 || at.includes(-1)) return false
    const identity = anchor.columns.flatMap((column, index) => (isIdentity(column) ? [index] : []))
    const labels = new Set(anchor.rows.map(row => identity.map(index => row.cells[index] ?? '').join('\u001f')))
    const known = body.filter(row => labels.has(identity.map(index => row[at[index] ?? 0] ?? '').join('\u001f')))
    return known.length * 2 > body.length
  }
  return anchors.findLast(matches) ?? null
}
