import { counted } from '../../../app/counted.ts'
import { forgetTable } from '../../../app/tables/forget-table.ts'
import type { SkipReason, TableOutcome } from '../../../app/tables/refresh-outcome.ts'
import { type RefreshChoice, refreshTable } from '../../../app/tables/refresh-table.ts'
import type { CellValue } from '../../../workbook/workbook.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { useSeat } from '../pane-seat.ts'
import { Running } from '../running.tsx'
import { useAction } from '../use-action.ts'

const reasons: Readonly<Record<SkipReason, string>> = {
  frozen: 'Frozen',
  edited: 'Changed by hand',
  mismatch: 'Not as written',
  gone: 'Deleted',
  definition: 'Defined otherwise now',
  'other-server': 'Other server',
  'other-organization': 'Other organization',
  forbidden: 'Not for your role',
  refused: 'Refused',
  workbook: 'Not written',
  offline: 'No answer',
  'signed-out': 'Signed out',
  stopped: 'Stopped',
}
const remedies: Partial<Record<SkipReason, { readonly label: string; readonly choice: RefreshChoice }>> = {
  edited: { label: 'Overwrite my changes', choice: { overwriteEdits: true } },
  definition: { label: 'Take the new definition', choice: { acceptDefinitions: true } },
  workbook: { label: 'Try again', choice: {} },
  offline: { label: 'Try again', choice: {} },
  stopped: { label: 'Refresh now', choice: {} },
}
const EDITS_LISTED = 10

/** What became of a table, why, and what can be done about it. */
export function OutcomeItem({
  outcome: { table, outcome },
  onDone,
  onForgotten,
}: {
  readonly outcome: TableOutcome
  readonly onDone: (outcome: TableOutcome) => void
  readonly onForgotten: () => void
}) {
  const { api } = useApp()
  const seat = useSeat()
  const action = useAction()
  const remedy = outcome.kind === 'skipped' ? remedies[outcome.reason] : undefined
  const again = (choice: RefreshChoice) =>
    void action.run('Refreshing the table', async work => {
      await seat.lookAtTables()
      const now = seat.tables.value?.find(({ id }) => id === table.id) ?? table
      onDone({ table: now, outcome: await refreshTable(api, seat.workbook, now, seat.by(), { ...work, ...choice }) })
      await seat.lookAtTables()
    })
  const forget = () =>
    void action.run('Forgetting the table', async () => {
      await forgetTable(seat.workbook, table)
      await seat.lookAtTables()
      onForgotten()
    })
  return (
    <li class="pane-item">
      <div class="pane-between">
        <button
          type="button"
          class="pane-item-name"
          onClick={() =>
            void action.run('Showing the table', () => seat.workbook.show({ kind: 'table', id: table.id }))
          }
        >
          {table.name.replaceAll('_', ' ')}
        </button>
        {outcome.kind === 'refreshed' ? (
          <Badge tone="good">Refreshed</Badge>
        ) : (
          <Badge tone="warn">{reasons[outcome.reason]}</Badge>
        )}
      </div>
      {outcome.kind === 'refreshed' ? (
        <p class="small quiet">{changeText(outcome.written)}</p>
      ) : (
        <p class="small">{outcome.text}</p>
      )}
      {outcome.kind === 'skipped' && outcome.reason === 'edited' && (
        <ul class="pane-issues small">
          {table.edits.slice(0, EDITS_LISTED).map(({ address, was, is }) => (
            <li key={address}>
              {address}: <span class="pane-was">{text(was)}</span> → {text(is)}
            </li>
          ))}
          {table.edits.length > EDITS_LISTED && <li>{table.edits.length - EDITS_LISTED} more</li>}
        </ul>
      )}
      {action.running && <Running {...action.running} onStop={action.stop} />}
      {action.error !== null && <ProblemBar error={action.error} />}
      {outcome.kind === 'skipped' && outcome.reason === 'gone' && !action.running && (
        <div class="pane-row">
          <Button size="small" onClick={forget}>
            Forget it
          </Button>
        </div>
      )}
      {remedy && !action.running && (
        <div class="pane-row">
          <Button size="small" onClick={() => again(remedy.choice)}>
            {remedy.label}
          </Button>
        </div>
      )}
    </li>
  )
}

function changeText({
  rowsAdded,
  rowsRemoved,
  cellsChanged,
}: {
  rowsAdded: number
  rowsRemoved: number
  cellsChanged: number
}): string {
  const parts = [
    ...(cellsChanged > 0 ? [`${counted(cellsChanged, 'cell')} changed`] : []),
    ...(rowsAdded > 0 ? [`${counted(rowsAdded, 'row')} added`] : []),
    ...(rowsRemoved > 0 ? [`${counted(rowsRemoved, 'row')} removed`] : []),
  ]
  return parts.length === 0 ? 'Nothing has changed.' : `${parts.join(', ')}.`
}

const text = (value: CellValue): string => (value === null ? 'blank' : String(value))
