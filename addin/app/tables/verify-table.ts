import type { Api } from '../../api/api.ts'
import {
  type CellValue,
  type TableContent,
  type TableModel,
  type Work,
  type Workbook,
  WorkbookError,
} from '../../workbook/workbook.ts'
import type { PulledBy } from '../metrics/metric-table-model.ts'
import { signalOf } from '../signal-of.ts'
import { refuseOtherSource } from './other-source.ts'
import { pullAgain } from './pull-again.ts'

export interface Verification {
  /** Cells that are what the server says of then. */
  readonly same: number
  readonly differences: readonly CellDifference[]
  /** Labels of rows that the server has and the table lacks, and the other way round. */
  readonly missingRows: readonly string[]
  readonly extraRows: readonly string[]
  readonly asOf: string
}

export interface CellDifference {
  readonly row: string
  readonly column: string
  readonly inTable: CellValue
  readonly recomputed: CellValue
}

/** Works a table out anew as of its own time and compares it cell by cell. Nothing is written. */
export async function verifyTable(
  api: Api,
  workbook: Workbook,
  id: string,
  by: PulledBy,
  work: Work = {},
): Promise<Verification> {
  const table = (await workbook.pulledTables({ content: true })).find(each => each.id === id)
  if (table?.state === 'damaged') throw new WorkbookError('mismatch', `Verifying the table: ${table.reason}`)
  if (!table?.content) throw new WorkbookError('gone', 'Verifying the table: it is not in this workbook any more')
  const { provenance, content } = table
  refuseOtherSource('Verifying the table', provenance, by)
  const model = await pullAgain(api, provenance, by, { asItWas: true, ...signalOf(work) })
  return compareContent(content, model, provenance.asOf)
}

export function compareContent(content: TableContent, model: TableModel, asOf: string): Verification {
  const differences: CellDifference[] = []
  let same = 0
  const inTable = new Map(content.rows.map(row => [row.key, row.cells]))
  const columns = model.columns.map(column => ({ ...column, at: content.columns.indexOf(column.key) }))
  for (const row of model.rows) {
    const cells = inTable.get(row.key)
    if (!cells) continue
    columns.forEach(({ at, heading }, index) => {
      const found = at < 0 ? null : (cells[at] ?? null)
      const recomputed = row.cells[index] ?? null
      if (sameValue(found, recomputed)) same++
      else differences.push({ row: labelOf(row.cells), column: heading, inTable: found, recomputed })
    })
  }
  const known = new Set(model.rows.map(({ key }) => key))
  return {
    same,
    differences,
    missingRows: model.rows.filter(({ key }) => !inTable.has(key)).map(({ cells }) => labelOf(cells)),
    extraRows: content.rows.filter(({ key }) => !known.has(key)).map(({ cells }) => labelOf(cells)),
    asOf,
  }

  function labelOf(cells: readonly CellValue[]): string {
    const names = model.columns.flatMap(({ kind }, at) => (kind === 'dimension' ? [String(cells[at] ?? '')] : []))
    return names.join(' · ')
  }
}

/** Workbooks keep 15 to 17 digits: numbers that agree in 12 are the same. A blank and an empty text are both nothing. */
function sameValue(one: CellValue, other: CellValue): boolean {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= 1e-12 * Math.max(1, Math.abs(one), Math.abs(other))
  return (one ?? '') === (other ?? '')
}
