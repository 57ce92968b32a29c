import { type Api, ApiError } from '../../api/api.ts'
import { type PulledTable, type Work, type Workbook, WorkbookError } from '../../workbook/workbook.ts'
import type { PulledBy } from '../metrics/metric-table-model.ts'
import { signalOf } from '../signal-of.ts'
import type { RefreshOutcome, SkipReason, TableOutcome } from './refresh-outcome.ts'
import { refreshTable } from './refresh-table.ts'

/**
 * Refreshes every pulled table of the workbook, one after the other. Always answers: for each table what became of it;
 * once stopped, signed out or offline, the rest is left as it was, with that reason.
 */
export async function refreshAll(
  api: Api,
  workbook: Workbook,
  by: PulledBy,
  work: Work & { readonly done?: (outcomes: readonly TableOutcome[]) => void },
): Promise<readonly TableOutcome[]> {
  const tables = await workbook.pulledTables()
  const outcomes: TableOutcome[] = []
  let ended: RefreshOutcome | null = null
  for (const [at, table] of tables.entries()) {
    work.progress?.(at / tables.length, `Refreshing ${table.name} (${at + 1} of ${tables.length})`)
    const outcome: RefreshOutcome = ended ?? (await refreshed(table))
    if (outcome.kind === 'skipped' && ending.includes(outcome.reason)) ended = outcome
    outcomes.push({ table, outcome })
    work.done?.([...outcomes])
  }
  return outcomes

  async function refreshed(table: PulledTable): Promise<RefreshOutcome> {
    if (work.signal?.aborted) return stopped
    try {
      return await refreshTable(api, workbook, table, by, signalOf(work))
    } catch (error) {
      return endOf(error)
    }
  }
}

const ending: readonly SkipReason[] = ['stopped', 'offline', 'signed-out']
const stopped: RefreshOutcome = { kind: 'skipped', reason: 'stopped', text: 'Stopped before its turn.' }

function endOf(error: unknown): RefreshOutcome {
  if ((error instanceof ApiError || error instanceof WorkbookError) && error.kind === 'aborted') return stopped
  if (error instanceof ApiError && error.kind === 'signed-out')
    return { kind: 'skipped', reason: 'signed-out', text: 'Your session has ended. Sign in, then refresh again.' }
  if (error instanceof ApiError && (error.kind === 'offline' || error.kind === 'busy'))
    return { kind: 'skipped', reason: 'offline', text: error.message }
  const text = error instanceof Error ? error.message : String(error)
  return { kind: 'skipped', reason: 'workbook', text }
}
