import type { Dimension } from '../../api/operations/metrics.gen.ts'
import type { AnswerTable, AnswerValue } from '../../app/ask/answer.ts'
import { answerChart } from '../../app/ask/answer-chart.ts'
import { BarChart } from '../charts/bar-chart.tsx'
import { LineChart } from '../charts/line-chart.tsx'
import { compactText } from '../data/number-text.ts'
import { periodText, shortMonth } from '../data/period-text.ts'

/** The picture of a ranking or a trend; nothing where none fits. Props: `table`, `groupBy` of its query. */
export function AnswerChartView({
  table,
  groupBy,
}: {
  readonly table: AnswerTable
  readonly groupBy: readonly Dimension[]
}) {
  const chart = answerChart(table, groupBy)
  if (!chart) return null
  const format = (value: number) => compactText(value, chart.unit, chart.currency)
  if (chart.kind === 'line')
    return (
      <LineChart
        title={chart.title}
        labels={chart.labels.map(label => (/^\d{4}-\d\d$/.test(label) ? shortMonth(label) : periodText(label)))}
        series={chart.series.map(({ key, label, points }) => ({
          key,
          label,
          points: points.map(point => ({
            value: point?.value ?? null,
            text: textOf(point),
            partial: point?.partial ?? false,
          })),
        }))}
        format={format}
        zero={chart.unit !== 'PERCENT'}
      />
    )
  const [series] = chart.series
  return (
    <BarChart
      title={chart.title}
      along={chart.along}
      parts={[series?.label ?? '']}
      bars={chart.labels.map((label, index) => {
        const point = series?.points[index] ?? null
        return { key: `${label} ${index}`, label, values: [point?.value ?? null], text: textOf(point) }
      })}
      format={format}
    />
  )
}

function textOf(point: AnswerValue | null): string {
  if (point === null) return 'no value'
  if (point.value !== null) return point.text
  return point.status === 'PENDING_REVIEW' ? 'pending review' : point.status === 'REJECTED' ? 'withheld' : 'no value'
}
