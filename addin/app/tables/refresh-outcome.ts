import type { PulledTable, WrittenTable } from '../../workbook/workbook.ts'
import { counted } from '../counted.ts'

/** Why a table was left as it was. */
export type SkipReason =
  | 'frozen'
  | 'edited'
  | 'mismatch'
  | 'gone'
  | 'definition'
  | 'other-server'
  | 'other-organization'
  | 'forbidden'
  | 'refused'
  | 'workbook'
  | 'offline'
  | 'signed-out'
  | 'stopped'

/** What became of a table that was to be refreshed. `text` says why not, and what to do. */
export type RefreshOutcome =
  | { readonly kind: 'refreshed'; readonly written: WrittenTable }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly text: string }

export interface TableOutcome {
  readonly table: PulledTable
  readonly outcome: RefreshOutcome
}

/** What a refresh did, in a sentence. */
export function refreshSummary(outcomes: readonly TableOutcome[]): string {
  const written = outcomes.flatMap(({ outcome }) => (outcome.kind === 'refreshed' ? [outcome.written] : []))
  const changed = written.filter(each => each.cellsChanged + each.rowsAdded + each.rowsRemoved > 0)
  const cells = changed.reduce((sum, each) => sum + each.cellsChanged, 0)
  const skipped = outcomes.length - written.length
  const left = `${counted(skipped, 'table')} left as ${skipped === 1 ? 'it was' : 'they were'}`
  if (written.length === 0) return skipped === 0 ? 'There was no table to refresh.' : `No table refreshed: ${left}.`
  const parts = [
    `${counted(written.length, 'table')} refreshed`,
    changed.length === 0
      ? 'nothing has changed'
      : `${counted(changed.length, 'of them', 'of them')} changed, ${counted(cells, 'cell')} in all`,
    ...(skipped === 0 ? [] : [left]),
  ]
  return `${parts.join('; ')}.`
}
