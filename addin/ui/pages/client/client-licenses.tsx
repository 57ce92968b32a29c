import { clientParts } from '../../../api/operations/client.gen.ts'
import { Amount } from '../../components/amount.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { useApp } from '../../data/app-context.ts'
import { memberName } from '../../data/member-name.ts'
import { type PeriodCode, periodInput } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'

/** Licenses of a client with the seats nobody uses. Props: `id`, `period`. */
export function ClientLicenses({ id, period }: { readonly id: string; readonly period: PeriodCode }) {
  const cost = useApp().can('cost:read')
  const metrics = cost
    ? ['seats_purchased', 'seats_used', 'license_waste']
    : ['seats_purchased', 'seats_used', 'license_utilization_pct']
  const query = useQuery(clientParts, {
    query: {
      metrics,
      groupBy: ['PRODUCT'],
      where: { clients: [id] },
      period: periodInput(period),
      orderBy: [{ metric: metrics[2]!, direction: cost ? 'DESC' : 'ASC' }],
      first: 50,
    },
  })
  return (
    <Card title="Licenses" flush>
      <QueryView query={query} height={140}>
        {({ metrics: { rows, totalCount } }) => (
          <DataTable
            label="Licenses of the client"
            rows={rows}
            keyOf={row => row.key}
            totalCount={totalCount}
            stale={query.stale}
            empty={<EmptyState title="No licenses in this period" />}
            columns={[
              { key: 'product', heading: 'Product', cell: row => memberName(row.dimensions[0], 'product') },
              ...metrics.map((key, index) => ({
                key,
                heading: headings[key] ?? key,
                kind: 'number' as const,
                cell: (row: (typeof rows)[number]) => row.values[index] && <Amount value={row.values[index]} />,
              })),
            ]}
          />
        )}
      </QueryView>
    </Card>
  )
}

const headings: Readonly<Record<string, string>> = {
  seats_purchased: 'Bought',
  seats_used: 'Used',
  license_waste: 'Waste',
  license_utilization_pct: 'In use',
}
