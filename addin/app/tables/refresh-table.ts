import { type Api, ApiError } from '../../api/api.ts'
import { type PulledTable, type TableModel, type Work, type Workbook, WorkbookError } from '../../workbook/workbook.ts'
import type { PulledBy } from '../metrics/metric-table-model.ts'
import { signalOf } from '../signal-of.ts'
import { otherSource } from './other-source.ts'
import { pullAgain } from './pull-again.ts'
import type { RefreshOutcome, SkipReason } from './refresh-outcome.ts'

export interface RefreshChoice {
  /** The person has seen the edits inside and lets them go. */
  readonly overwriteEdits?: boolean
  /** The person has seen that a metric is defined otherwise now. */
  readonly acceptDefinitions?: boolean
}

/**
 * Asks a table's question again and writes the answer into it. What stands in the way is an outcome, not an error, and
 * the table is as it was. Rejects only when stopped, signed out or out of reach of the server: then nothing else works.
 */
export async function refreshTable(
  api: Api,
  workbook: Workbook,
  table: PulledTable,
  by: PulledBy,
  { overwriteEdits = false, acceptDefinitions = false, ...work }: Work & RefreshChoice,
): Promise<RefreshOutcome> {
  const hindrance = hindranceOf(table, by, overwriteEdits)
  if (hindrance) return hindrance
  try {
    const model = await pullAgain(api, table.provenance, by, {
      asItWas: false,
      ...signalOf(work),
    })
    const redefined = acceptDefinitions ? null : redefinition(table, model)
    if (redefined) return skipped('definition', redefined)
    const written = await workbook.writeTable(model, { kind: 'pulled', id: table.id, overwriteEdits }, work)
    return { kind: 'refreshed', written }
  } catch (error) {
    const skip = skipOf(error)
    if (skip) return skip
    throw error
  }
}

function hindranceOf(table: PulledTable, by: PulledBy, overwriteEdits: boolean): RefreshOutcome | null {
  const { state, reason, edits, provenance } = table
  if (state === 'gone') return skipped('gone', reason ?? 'The table was deleted.')
  if (state === 'damaged')
    return skipped('mismatch', `${reason ?? 'It is not the table that was written.'} Undo that, or insert it anew.`)
  const elsewhere = otherSource(provenance, by)
  if (elsewhere !== null)
    return skipped(
      provenance.server === by.server ? 'other-organization' : 'other-server',
      `${elsewhere.charAt(0).toUpperCase()}${elsewhere.slice(1)}.`,
    )
  if (provenance.frozen) return skipped('frozen', 'It is frozen. Unfreeze it to get the numbers of today.')
  if (state === 'edited' && !overwriteEdits) {
    const shown = edits.slice(0, 3).map(({ address }) => address)
    const more = edits.length > shown.length ? ` and ${edits.length - shown.length} more` : ''
    return skipped(
      'edited',
      `Cells inside were changed by hand: ${shown.join(', ')}${more}. Look at them before they are overwritten.`,
    )
  }
  return null
}

/** Metrics that mean something else than when the table was written; null: none. */
function redefinition({ provenance }: PulledTable, model: TableModel): string | null {
  const changed = Object.entries(provenance.definitions).filter(
    ([key, version]) => (model.provenance.definitions[key] ?? version) !== version,
  )
  if (changed.length === 0) return null
  const names = changed.map(([key, version]) => {
    const heading = model.columns.find(column => column.key === key)?.heading ?? key
    return `${heading} (version ${version}, now ${model.provenance.definitions[key]})`
  })
  return `The definition has changed: ${names.join(', ')}. Refresh it by itself to take the new one.`
}

function skipOf(error: unknown): RefreshOutcome | null {
  if (error instanceof ApiError) {
    if (error.kind === 'forbidden') return skipped('forbidden', error.message)
    return error.kind === 'refused' || error.kind === 'failed' ? skipped('refused', error.message) : null
  }
  if (!(error instanceof WorkbookError) || error.kind === 'aborted') return null
  const reasons: Partial<Record<WorkbookError['kind'], SkipReason>> = {
    edited: 'edited',
    mismatch: 'mismatch',
    gone: 'gone',
  }
  return skipped(reasons[error.kind] ?? 'workbook', error.message)
}

const skipped = (reason: SkipReason, text: string): RefreshOutcome => ({ kind: 'skipped', reason, text })
