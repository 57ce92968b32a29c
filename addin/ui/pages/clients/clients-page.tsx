import { useState } from 'preact/hooks'
import { type ClientTableQuery, clientTable } from '../../../api/operations/clients.gen.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { Amount } from '../../components/amount.tsx'
import { Card } from '../../components/card.tsx'
import { Change } from '../../components/change.tsx'
import { ConfidenceMark } from '../../components/confidence-mark.tsx'
import { type DataColumn, type DataOrder, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { Pager } from '../../components/pager.tsx'
import { PeriodPicker } from '../../components/period-picker.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { useApp } from '../../data/app-context.ts'
import { memberName } from '../../data/member-name.ts'
import { type PeriodCode, periodInput, periodText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { usePeriod } from '../../data/use-month.ts'
import { useQuery } from '../../data/use-query.ts'
import { href, type PageProps, setQuery } from '../../router/router.ts'
import { PageHead } from '../parts/page-head.tsx'
import { ClientFilters } from './client-filters.tsx'
import { useClientSearch } from './use-client-search.ts'
import { useTrends } from './use-trends.ts'

type Row = ClientTableQuery['metrics']['rows'][number]

/** Clients on one page of the table. */
const PAGE = 50

/** Every client with what it brought, cost and left; searched, filtered and ordered by the server. */
export function ClientsPage({ query }: PageProps) {
  const { period, newest, error, reload } = usePeriod(query.period)
  return (
    <div class="page">
      <PageHead title="Clients" note={period && `${periodText(period)}, compared with the period before`}>
        {period && <PeriodPicker value={period} latest={newest} onChange={code => setQuery({ period: code })} />}
      </PageHead>
      {error !== null && <ProblemBar error={error} onRetry={reload} />}
      {period === null ? error === null && <Skeleton height={320} /> : <Clients period={period} query={query} />}
    </div>
  )
}

function Clients({ period, query }: { readonly period: PeriodCode; readonly query: PageProps['query'] }) {
  const cost = useApp().can('cost:read')
  const metrics = cost
    ? ['revenue', 'gross_profit', 'gross_margin_pct', 'hours']
    : ['revenue', 'hours', 'billable_ratio_pct']
  const [from, setFrom] = useState(0)
  const { q = '', industry = '', losing = '' } = query
  const order: DataOrder = { key: query.by ?? 'revenue', direction: query.dir === 'asc' ? 'asc' : 'desc' }
  const found = useClientSearch(q)
  const change = (next: Readonly<Record<string, string | null>>) => {
    setFrom(0)
    setQuery(next)
  }
  const direction = order.direction === 'asc' ? ('ASC' as const) : ('DESC' as const)
  const nobody = found.ids?.length === 0
  const table = useQuery(found.waiting || nobody ? null : clientTable, {
    query: {
      metrics,
      groupBy: ['CLIENT'],
      period: periodInput(period),
      compareTo: 'PREVIOUS_PERIOD',
      where: {
        ...(found.ids === null ? {} : { clients: found.ids }),
        ...(industry === '' ? {} : { industries: [industry] }),
      },
      ...(losing === '' || !cost ? {} : { having: [{ metric: 'gross_profit', op: 'LT', value: 0 }] }),
      orderBy: [order.key === 'client' ? { dimension: 'CLIENT', direction } : { metric: order.key, direction }],
      first: PAGE,
      offset: from,
    },
  })
  const rows = nobody ? [] : (table.data?.metrics.rows ?? [])
  const total = nobody ? 0 : (table.data?.metrics.totalCount ?? 0)
  const trends = useTrends(
    rows.flatMap(row => row.dimensions[0]?.key ?? []),
    period,
    table.data?.metrics.period.to ?? null,
  )
  return (
    <Card title={losing === '' ? 'What each client brings' : 'Clients that lose money'} flush>
      <ClientFilters q={q} industry={industry} losing={losing !== ''} cost={cost} onChange={change} />
      {found.error !== null && <ProblemBar error={found.error} />}
      {found.truncated && (
        <MessageBar tone="warn">
          More than 1,000 names match; only the first 1,000 are searched. Type more of the name.
        </MessageBar>
      )}
      {nobody ? (
        <Nobody onClear={() => change({ q: null, industry: null, losing: null })} />
      ) : (
        <QueryView query={table} height={480}>
          {({ metrics: { totals } }) => (
            <>
              <DataTable
                label="Clients"
                rows={rows}
                keyOf={row => row.key}
                columns={columnsOf(metrics, trends)}
                order={order}
                onOrder={next => change({ by: next.key, dir: next.direction })}
                href={row => (row.dimensions[0]?.key ? href(`/clients/${row.dimensions[0].key}`, { period }) : null)}
                stale={table.stale}
                maxHeight={720}
                empty={<Nobody onClear={() => change({ q: null, industry: null, losing: null })} />}
                totals={
                  losing === ''
                    ? {
                        client: 'All of them',
                        ...Object.fromEntries(
                          totals.values.map((value, index) => [metrics[index]!, <Amount key={index} value={value} />]),
                        ),
                      }
                    : undefined
                }
              />
              <Pager
                label="Pages of clients"
                from={from}
                count={rows.length}
                total={total}
                onPrevious={from > 0 ? () => setFrom(Math.max(0, from - PAGE)) : null}
                onNext={from + rows.length < total ? () => setFrom(from + PAGE) : null}
              />
            </>
          )}
        </QueryView>
      )}
    </Card>
  )
}

function Nobody({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      title="No client fits"
      actions={
        <button type="button" class="button button-secondary button-medium" onClick={onClear}>
          Clear search and filters
        </button>
      }
    >
      Search by part of the name, or take filters away.
    </EmptyState>
  )
}

function columnsOf(
  metrics: readonly string[],
  trends: ReadonlyMap<string, readonly (number | null)[]>,
): DataColumn<Row>[] {
  const of = (row: Row, key: string) => row.values.find(value => value.metric.key === key)
  const numbers = metrics.map(
    (key): DataColumn<Row> => ({
      key,
      heading: headings[key] ?? key,
      kind: 'number',
      sort: 'desc',
      cell: row => {
        const value = of(row, key)
        return value && <Amount value={value} />
      },
    }),
  )
  const leading = metrics.includes('gross_profit') ? 'gross_profit' : 'revenue'
  return [
    { key: 'client', heading: 'Client', sort: 'asc', cell: row => memberName(row.dimensions[0], 'client') },
    ...numbers,
    {
      key: 'change',
      heading: leading === 'revenue' ? 'Change of revenue' : 'Change of profit',
      kind: 'number',
      cell: row => {
        const value = of(row, leading)
        return value && <Change value={{ ...value, changePct: null }} better="UP" />
      },
    },
    {
      key: 'trend',
      heading: 'Revenue, 12 months',
      cell: row => <Sparkline values={trends.get(row.dimensions[0]?.key ?? '') ?? []} width={88} />,
    },
    {
      key: 'confidence',
      heading: 'Confidence',
      title: leading === 'revenue' ? 'Of the revenue' : 'Of the gross profit',
      cell: row => {
        const value = of(row, leading)
        return value && <ConfidenceMark confidence={value.confidence} />
      },
    },
  ]
}

const headings: Readonly<Record<string, string>> = {
  revenue: 'Revenue',
  gross_profit: 'Gross profit',
  gross_margin_pct: 'Margin',
  hours: 'Hours',
  billable_ratio_pct: 'Billable',
}
