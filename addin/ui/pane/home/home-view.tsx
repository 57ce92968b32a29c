import { useEffect } from 'preact/hooks'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { refreshIcon, tableIcon, uploadIcon } from '../../icons/icons.ts'
import { useSeat } from '../pane-seat.ts'
import { openView } from '../pane-view.ts'
import { TableItem } from '../tables/table-item.tsx'
import { useAction } from '../use-action.ts'

/** What this workbook holds: the tables that were pulled into it, and how each of them stands. */
export function HomeView() {
  const seat = useSeat()
  const action = useAction()
  const look = () => void action.run('Looking at the workbook', seat.lookAtTables)
  useEffect(look, [])
  const tables = seat.tables.value
  if (action.error !== null) return <ProblemBar error={action.error} onRetry={look} />
  if (tables === null) return <Skeleton lines={4} label="Looking at the workbook" />
  if (tables.length === 0)
    return (
      <EmptyState
        title="No tables of MoatMetrics yet"
        actions={
          <>
            <Button kind="primary" icon={tableIcon} onClick={() => openView('insert')}>
              Insert a metric
            </Button>
            <Button icon={uploadIcon} onClick={() => openView('upload')}>
              Upload a sheet
            </Button>
          </>
        }
      >
        Pull results into cells as tables that can be refreshed, or push a sheet to the server.
      </EmptyState>
    )
  return (
    <>
      <div class="pane-row">
        <Button icon={refreshIcon} onClick={() => openView('refresh')}>
          Refresh
        </Button>
        <Button icon={tableIcon} onClick={() => openView('insert')}>
          Insert a metric
        </Button>
      </div>
      <ul class="pane-items">
        {tables.map(table => (
          <TableItem key={table.id} table={table} />
        ))}
      </ul>
    </>
  )
}
