import { overviewLosses } from '../../../api/operations/overview.gen.ts'
import { Amount } from '../../components/amount.tsx'
import { Card } from '../../components/card.tsx'
import { Change } from '../../components/change.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Link } from '../../components/link.tsx'
import { memberName } from '../../data/member-name.ts'
import { type PeriodCode, periodInput } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { href } from '../../router/router.ts'
import { useMissing } from './not-yet.tsx'

/** Clients that cost more than they bring, the worst first. Props: `period`. */
export function Losses({ period }: { readonly period: PeriodCode }) {
  const missing = useMissing()
  const query = useQuery(overviewLosses, {
    query: {
      metrics: ['gross_profit'],
      groupBy: ['CLIENT'],
      period: periodInput(period),
      compareTo: 'PREVIOUS_PERIOD',
      having: [{ metric: 'gross_profit', op: 'LT', value: 0 }],
      orderBy: [{ metric: 'gross_profit', direction: 'ASC' }],
      first: 6,
    },
  })
  return (
    <Card
      title="Clients that lose money"
      flush
      actions={<Link href={href('/clients', { period, losing: 'yes' })}>All of them</Link>}
    >
      <QueryView query={query} height={180}>
        {({ metrics }) => (
          <DataTable
            label="Clients that lose money"
            rows={metrics.rows}
            keyOf={row => row.key}
            href={row => (row.dimensions[0]?.key ? href(`/clients/${row.dimensions[0].key}`, { period }) : null)}
            totalCount={metrics.totalCount}
            stale={query.stale}
            empty={
              missing === null ? (
                <EmptyState title="No client loses money">Every client brought at least what it cost.</EmptyState>
              ) : (
                <EmptyState title="Not known yet">What clients cost is known once there are {missing}.</EmptyState>
              )
            }
            columns={[
              { key: 'client', heading: 'Client', cell: row => memberName(row.dimensions[0], 'client') },
              {
                key: 'profit',
                heading: 'Gross profit',
                kind: 'number',
                cell: row => row.values[0] && <Amount value={row.values[0]} />,
              },
              {
                key: 'change',
                heading: 'Change',
                kind: 'number',
                cell: row => row.values[0] && <Change value={{ ...row.values[0], changePct: null }} better="UP" />,
              },
            ]}
          />
        )}
      </QueryView>
    </Card>
  )
}
