import { clientMonths } from '../../../api/operations/client.gen.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { Card } from '../../components/card.tsx'
import { useApp } from '../../data/app-context.ts'
import { monthsUpTo } from '../../data/comparison-text.ts'
import { compactText } from '../../data/number-text.ts'
import { shortMonth } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'

/** Thirteen months of a client: money and, below it in its own scale, the margin. Props: `id`, the last month `end`. */
export function ClientTrend({ id, end }: { readonly id: string; readonly end: string | null }) {
  const cost = useApp().can('cost:read')
  const metrics = cost ? ['revenue', 'gross_profit', 'gross_margin_pct'] : ['revenue', 'hours']
  const query = useQuery(end === null ? null : clientMonths, {
    query: {
      metrics,
      where: { clients: [id] },
      groupBy: ['MONTH'],
      period: { named: monthsUpTo(end ?? '2000-01', 13) },
    },
  })
  return (
    <Card title={cost ? 'Revenue and margin' : 'Revenue and hours'} note="The 13 months up to this period">
      <QueryView query={query} height={360}>
        {({ metrics: { rows } }) => {
          const labels = rows.map(row => shortMonth(row.dimensions[0]?.label ?? ''))
          const line = (key: string) => {
            const values = rows.map(row => row.values.find(value => value.metric.key === key))
            return {
              key,
              label: values[0]?.metric.name ?? key,
              points: values.map(value => ({
                value: value?.value ?? null,
                text:
                  value?.value == null && value?.status === 'PENDING_REVIEW' ? 'pending review' : (value?.text ?? '–'),
                partial: value?.partial ?? false,
              })),
            }
          }
          const unit = (key: string) => rows[0]?.values.find(value => value.metric.key === key)
          const money = cost ? ['revenue', 'gross_profit'] : ['revenue']
          const hidden = rows.filter(row =>
            row.values.some(value => value.value === null && value.status === 'PENDING_REVIEW'),
          ).length
          const note = hidden > 0 ? `${hidden} of these months await review and are not shown.` : undefined
          const below = cost ? 'gross_margin_pct' : 'hours'
          return (
            <>
              <LineChart
                title={cost ? 'Revenue and gross profit by month' : 'Revenue by month'}
                labels={labels}
                series={money.map(line)}
                format={value => compactText(value, 'MONEY', unit('revenue')?.currency ?? null)}
                height={190}
                note={note}
              />
              <LineChart
                title={cost ? 'Gross margin by month' : 'Hours by month'}
                labels={labels}
                series={[line(below)]}
                format={value => compactText(value, unit(below)?.unit ?? 'PERCENT', null)}
                height={150}
              />
            </>
          )
        }}
      </QueryView>
    </Card>
  )
}
