import type { Cells, CellValue } from '../../workbook/workbook.ts'
import type { DatasetInfo } from './dataset-info.ts'
import { recogniseDataset } from './recognise-dataset.ts'

/** Reports put their name, firm and period above the headings: so many rows are looked at. */
const LOOKED_AT = 20

/**
 * The same cells with the row that looks like headings as header, where the first row does not: the likeliest of the
 * first rows. Rows above it are left out. Without a likelier one, the cells as they are.
 */
export function withHeading(cells: Cells, datasets: readonly DatasetInfo[]): Cells {
  const likeness = (row: readonly CellValue[]) => recogniseDataset(row.map(textOf), datasets).candidates[0]?.score ?? 0
  let best = { at: -1, score: likeness(cells.header) }
  if (best.score >= 0.3) return cells
  for (const [at, row] of cells.rows.slice(0, LOOKED_AT).entries()) {
    const filled = row.filter(value => value !== null && value !== '').length
    const score = filled < 2 ? 0 : likeness(row)
    if (score > best.score && score >= 0.3) best = { at, score }
  }
  const found = cells.rows[best.at]
  if (!found) return cells
  return {
    ...cells,
    header: cells.header.map((_, column) => textOf(found[column] ?? null)),
    rows: cells.rows.slice(best.at + 1),
    rowNumbers: cells.rowNumbers.slice(best.at + 1),
  }
}

const textOf = (value: CellValue): string => (value === null ? '' : String(value))
