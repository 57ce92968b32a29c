import { useEffect } from 'preact/hooks'
import { refreshSummary, type TableOutcome } from '../../../app/tables/refresh-outcome.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { useApp } from '../../data/app-context.ts'
import { refreshIcon, tableIcon } from '../../icons/icons.ts'
import { type PaneSeat, useSeat } from '../pane-seat.ts'
import { openView } from '../pane-view.ts'
import { Running } from '../running.tsx'
import { OutcomeItem } from './outcome-item.tsx'
import { runRefresh, stopRefresh } from './run-refresh.ts'

/** Refreshes all tables, with progress, a way to stop, and the reason for each that was left as it was. */
export function RefreshView() {
  const app = useApp()
  const seat = useSeat()
  const { running, outcomes, error } = seat.refresh.value
  const tables = seat.tables.value
  const look = () => seat.lookAtTables().catch(failure => change(seat, { error: failure }))
  useEffect(() => void look(), [])

  const replace = (outcome: TableOutcome) =>
    change(seat, {
      outcomes: seat.refresh.value.outcomes.map(each => (each.table.id === outcome.table.id ? outcome : each)),
    })

  if (error === null && tables === null && !running) return <Skeleton lines={4} />
  if (tables?.length === 0)
    return (
      <EmptyState
        title="Nothing to refresh"
        icon={refreshIcon}
        actions={
          <Button kind="primary" icon={tableIcon} onClick={() => openView('insert')}>
            Insert a metric
          </Button>
        }
      >
        This workbook has no tables of MoatMetrics.
      </EmptyState>
    )
  return (
    <>
      {error !== null && <ProblemBar error={error} onRetry={() => void look()} />}
      {running ? (
        <Running {...running} onStop={stopRefresh} />
      ) : (
        <div class="pane-row">
          <Button kind="primary" icon={refreshIcon} onClick={() => void runRefresh(app, seat)}>
            Refresh all {tables === null ? '' : tables.length}
          </Button>
        </div>
      )}
      {outcomes.length > 0 && !running && <MessageBar tone="info">{refreshSummary(outcomes)}</MessageBar>}
      <ul class="pane-items">
        {outcomes.map(outcome => (
          <OutcomeItem
            key={outcome.table.id}
            outcome={outcome}
            onDone={replace}
            onForgotten={() =>
              change(seat, { outcomes: seat.refresh.value.outcomes.filter(each => each.table.id !== outcome.table.id) })
            }
          />
        ))}
      </ul>
      {outcomes.length === 0 && !running && (
        <p class="quiet">
          Numbers are replaced in place. Cells that you changed by hand are never overwritten unasked.
        </p>
      )}
    </>
  )
}

const change = (seat: PaneSeat, part: Partial<PaneSeat['refresh']['value']>): void => {
  seat.refresh.value = { ...seat.refresh.value, ...part }
}
