import { type OverviewDataQuery, overviewData } from '../../../api/operations/overview.gen.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Link } from '../../components/link.tsx'
import { useApp } from '../../data/app-context.ts'
import { datasetName } from '../../data/dataset-name.ts'
import { dayText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import './lists.css'

type Snapshot = OverviewDataQuery['snapshots']['nodes'][number]

/** How fresh the data is: the last upload of each dataset and how far it reaches. */
export function DataState() {
  const { can } = useApp()
  const query = useQuery(overviewData, {})
  return (
    <Card
      title="Data behind these numbers"
      flush
      actions={can('data:write') ? <Link href="#/uploads">Uploads</Link> : undefined}
    >
      <QueryView query={query} height={220}>
        {({ snapshots }) => (
          <DataTable
            label="The last upload of each dataset"
            rows={newestOfEach(snapshots.nodes)}
            keyOf={row => row.id}
            stale={query.stale}
            empty={<EmptyState title="No data yet">Upload a first sheet to see numbers here.</EmptyState>}
            columns={[
              {
                key: 'dataset',
                heading: 'Dataset',
                cell: row => (
                  <>
                    {datasetName(row.dataset)}
                    {row.rejectedCount > 0 && (
                      <span class="rejected">{row.rejectedCount.toLocaleString('en-US')} rows rejected</span>
                    )}
                  </>
                ),
              },
              { key: 'at', heading: 'Last upload', cell: row => <span class="nowrap">{dayText(row.createdAt)}</span> },
              {
                key: 'to',
                heading: 'Reaches',
                cell: row => <span class="nowrap">{row.period ? dayText(row.period.to) : '–'}</span>,
              },
            ]}
          />
        )}
      </QueryView>
    </Card>
  )
}

/** They come newest first. */
const newestOfEach = (snapshots: readonly Snapshot[]): readonly Snapshot[] =>
  snapshots.filter(
    (one, index) =>
      one.status === 'ACCEPTED' &&
      one.origin !== 'REVERT' &&
      snapshots.findIndex(
        other => other.dataset === one.dataset && other.status === 'ACCEPTED' && other.origin !== 'REVERT',
      ) === index,
  )
