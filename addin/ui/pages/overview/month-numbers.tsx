import { type OverviewMonthQuery, overviewTrend } from '../../../api/operations/overview.gen.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { Card } from '../../components/card.tsx'
import { useApp } from '../../data/app-context.ts'
import { monthsUpTo, thanBefore } from '../../data/comparison-text.ts'
import { compactText } from '../../data/number-text.ts'
import { type PeriodCode, shortMonth } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { type Query, useQuery } from '../../data/use-query.ts'
import { href } from '../../router/router.ts'
import { Kpi } from '../parts/kpi.tsx'

/** The numbers of the period as cards, and thirteen months of them. Props: `period`, its last month `end`, `metrics`, `numbers`. */
export function MonthNumbers({
  period,
  end,
  metrics,
  numbers,
}: {
  readonly period: PeriodCode
  readonly end: string | null
  readonly metrics: readonly string[]
  readonly numbers: Query<OverviewMonthQuery>
}) {
  const cost = useApp().can('cost:read')
  const charted = cost ? ['revenue', 'gross_profit'] : ['revenue']
  const trend = useQuery(end === null ? null : overviewTrend, {
    query: {
      metrics: [...metrics, ...charted.filter(key => !metrics.includes(key))],
      groupBy: ['MONTH'],
      period: { named: monthsUpTo(end ?? '2000-01', 13) },
    },
  })
  const rows = trend.data?.metrics.rows ?? []
  const series = (key: string) => rows.map(row => row.values.find(value => value.metric.key === key) ?? null)
  const explained = (key: string) => (cost || key === 'revenue' || key === 'hours' ? key : null)
  return (
    <>
      <QueryView query={numbers} height={126}>
        {({ metrics: { totals } }) => (
          <div class="kpis" aria-busy={numbers.stale}>
            {totals.values.map(value => (
              <Kpi
                key={value.metric.key}
                value={value}
                than={thanBefore(period)}
                trend={series(value.metric.key).map(each => each?.value ?? null)}
                href={explained(value.metric.key) && href('/explain', { metric: value.metric.key, period })}
              />
            ))}
          </div>
        )}
      </QueryView>
      <Card title={cost ? 'Revenue and gross profit' : 'Revenue'} note="The 13 months up to this period">
        <QueryView query={trend} height={240}>
          {() => (
            <LineChart
              title={cost ? 'Revenue and gross profit by month' : 'Revenue by month'}
              titleHidden
              height={220}
              labels={rows.map(row => shortMonth(row.dimensions[0]?.label ?? ''))}
              series={charted.map(key => ({
                key,
                label: series(key)[0]?.metric.name ?? key,
                points: series(key).map(value => ({
                  value: value?.value ?? null,
                  text: value ? textOf(value) : '–',
                  partial: value?.partial ?? false,
                })),
              }))}
              format={value => compactText(value, 'MONEY', series('revenue')[0]?.currency ?? null)}
            />
          )}
        </QueryView>
      </Card>
    </>
  )
}

const textOf = ({ value, text, status }: { value: number | null; text: string; status: string }): string =>
  value === null && status === 'PENDING_REVIEW' ? 'pending review' : text
