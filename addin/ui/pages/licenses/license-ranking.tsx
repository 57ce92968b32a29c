import { useState } from 'preact/hooks'
import { type LicenseTableQuery, licenseTable } from '../../../api/operations/licenses.gen.ts'
import { BarChart } from '../../charts/bar-chart.tsx'
import { Amount } from '../../components/amount.tsx'
import { Card } from '../../components/card.tsx'
import { Change } from '../../components/change.tsx'
import { ConfidenceMark } from '../../components/confidence-mark.tsx'
import { type DataOrder, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Pager } from '../../components/pager.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { useApp } from '../../data/app-context.ts'
import { memberName } from '../../data/member-name.ts'
import { compactText } from '../../data/number-text.ts'
import { type PeriodCode, periodInput } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { href, setQuery } from '../../router/router.ts'

type By = 'PRODUCT' | 'VENDOR' | 'CLIENT'
type Row = LicenseTableQuery['metrics']['rows'][number]

const tabs = [
  { key: 'PRODUCT', label: 'By product' },
  { key: 'VENDOR', label: 'By vendor' },
  { key: 'CLIENT', label: 'By client' },
] as const
const words: Readonly<Record<By, string>> = { PRODUCT: 'product', VENDOR: 'vendor', CLIENT: 'client' }
const PAGE = 50
const CHARTED = 10

/** Where the waste is, the most first: a chart of the worst and a table of all. Props: `period`, `by` of the address. */
export function LicenseRanking({ period, by: wanted }: { readonly period: PeriodCode; readonly by: string }) {
  const cost = useApp().can('cost:read')
  const by: By = tabs.find(tab => tab.key === wanted)?.key ?? 'PRODUCT'
  const metrics = cost
    ? ['license_waste', 'license_cost', 'seats_purchased', 'seats_used', 'license_utilization_pct', 'unbilled_amount']
    : ['seats_purchased', 'seats_used', 'unassigned_seats', 'license_utilization_pct']
  const first = cost ? 'license_waste' : 'unassigned_seats'
  const [order, setOrder] = useState<DataOrder>({ key: first, direction: 'desc' })
  const [from, setFrom] = useState(0)
  const direction = order.direction === 'asc' ? ('ASC' as const) : ('DESC' as const)
  const query = useQuery(licenseTable, {
    query: {
      metrics,
      groupBy: [by],
      period: periodInput(period),
      compareTo: 'PREVIOUS_PERIOD',
      orderBy: [order.key === 'name' ? { dimension: by, direction } : { metric: order.key, direction }],
      first: PAGE,
      offset: from,
    },
  })
  return (
    <Card title={cost ? 'Where money is wasted' : 'Where seats are not used'} flush>
      <Tabs
        label="Licenses by"
        tabs={tabs}
        selected={by}
        onSelect={key => {
          setFrom(0)
          setQuery({ by: key })
        }}
      >
        <QueryView query={query} height={420}>
          {({ metrics: { rows, totals, totalCount } }) => (
            <>
              {from === 0 && order.key === first && order.direction === 'desc' && (
                <div class="card-inset">
                  <Worst rows={rows} by={by} name={cost ? 'License waste' : 'Unassigned seats'} />
                </div>
              )}
              <DataTable
                label={`Licenses by ${words[by]}`}
                rows={rows}
                keyOf={row => row.key}
                order={order}
                onOrder={next => {
                  setFrom(0)
                  setOrder(next)
                }}
                href={row =>
                  by === 'CLIENT' && row.dimensions[0]?.key
                    ? href(`/clients/${row.dimensions[0].key}`, { period })
                    : null
                }
                maxHeight={640}
                stale={query.stale}
                empty={
                  <EmptyState title="No licenses in this period">
                    Upload what your distributors bill you to see idle seats.
                  </EmptyState>
                }
                totals={{
                  name: 'All of them',
                  ...Object.fromEntries(
                    totals.values.map((value, index) => [metrics[index]!, <Amount key={index} value={value} />]),
                  ),
                }}
                columns={[
                  {
                    key: 'name',
                    heading: words[by][0]!.toUpperCase() + words[by].slice(1),
                    sort: 'asc',
                    cell: row => memberName(row.dimensions[0], words[by]),
                  },
                  ...metrics.map((key, index) => ({
                    key,
                    heading: headings[key] ?? key,
                    kind: 'number' as const,
                    sort: 'desc' as const,
                    cell: (row: Row) => row.values[index] && <Amount value={row.values[index]} />,
                  })),
                  {
                    key: 'change',
                    heading: cost ? 'Change of waste' : 'Change',
                    kind: 'number',
                    cell: row => {
                      const value = row.values[metrics.indexOf(first)]
                      return value && <Change value={{ ...value, changePct: null }} better="DOWN" />
                    },
                  },
                  {
                    key: 'confidence',
                    heading: 'Confidence',
                    cell: row => {
                      const value = row.values[metrics.indexOf(first)]
                      return value && <ConfidenceMark confidence={value.confidence} />
                    },
                  },
                ]}
              />
              <Pager
                label="Pages of licenses"
                from={from}
                count={rows.length}
                total={totalCount}
                onPrevious={from > 0 ? () => setFrom(Math.max(0, from - PAGE)) : null}
                onNext={from + rows.length < totalCount ? () => setFrom(from + PAGE) : null}
              />
            </>
          )}
        </QueryView>
      </Tabs>
    </Card>
  )
}

function Worst({ rows, by, name }: { readonly rows: readonly Row[]; readonly by: By; readonly name: string }) {
  const index = rows[0]?.values.findIndex(value => value.metric.name === name) ?? 0
  const bars = rows.flatMap(row => {
    const value = row.values[index]
    return value?.value
      ? [{ key: row.key, label: memberName(row.dimensions[0], words[by]), values: [value.value], text: value.text }]
      : []
  })
  const { unit = 'SEATS', currency = null } = rows[0]?.values[index] ?? {}
  if (bars.length === 0) return null
  return (
    <BarChart
      title={`${name} by ${words[by]}`}
      parts={[name]}
      along={words[by]}
      bars={bars.slice(0, CHARTED)}
      format={value => compactText(value, unit, currency)}
      note={bars.length > CHARTED ? `The ${CHARTED} with the most; all are in the table below.` : undefined}
    />
  )
}

const headings: Readonly<Record<string, string>> = {
  license_waste: 'Waste',
  license_cost: 'Cost',
  seats_purchased: 'Bought',
  seats_used: 'Used',
  unassigned_seats: 'Unassigned',
  license_utilization_pct: 'In use',
  unbilled_amount: 'Not billed',
}
