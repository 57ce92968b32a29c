import type { Dimension } from '../../api/operations/metrics.gen.ts'
import type { AnswerTable, AnswerValue } from '../../app/ask/answer.ts'
import { type AnswerChart, answerChart } from '../../app/ask/answer-chart.ts'
import { nothingYet } from '../../app/ask/nothing-yet.ts'
import { BarChart } from '../charts/bar-chart.tsx'
import { LineChart } from '../charts/line-chart.tsx'
import { compactText, wholeText } from '../data/number-text.ts'
import { shortMonth } from '../data/period-text.ts'
import { memberText } from './member-text.ts'

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
  const { title, unit, currency, places, series } = chart
  const format = (value: number) => compactText(value, unit, currency)
  if (chart.kind === 'line')
    return (
      <LineChart
        title={title}
        labels={places.map(place => (place.dimension === 'MONTH' ? shortMonth(place.label) : memberText(place)))}
        series={series.map(each => ({
          key: each.key,
          label: lineName(each, chart),
          points: each.points.map(point => ({
            value: point === null || nothingYet(point) ? null : point.value,
            text: textOf(point, point?.text ?? ''),
            partial: point?.partial ?? false,
          })),
        }))}
        format={format}
        zero={unit !== 'PERCENT'}
      />
    )
  const [only] = series
  return (
    <BarChart
      title={title}
      along={chart.along}
      parts={[only?.label ?? '']}
      bars={places.map((place, index) => {
        const point = only?.points[index] ?? null
        const value = point?.value ?? null
        // Beside a bar there is no room for cents; the table has them.
        const text = textOf(point, value === null ? '' : wholeText(value, unit, currency))
        return { key: `${place.key} ${index}`, label: memberText(place), values: [value], text }
      })}
      format={format}
    />
  )
}

function lineName({ member, label }: AnswerChart['series'][number], { series }: AnswerChart): string {
  if (member === null) return label
  const metrics = new Set(series.map(each => each.label))
  return metrics.size > 1 ? `${memberText(member)}: ${label}` : memberText(member)
}

function textOf(point: AnswerValue | null, text: string): string {
  if (point === null) return 'no value'
  if (nothingYet(point)) return 'no data yet'
  if (point.value !== null) return text
  return point.status === 'PENDING_REVIEW' ? 'pending review' : point.status === 'REJECTED' ? 'withheld' : 'no value'
}
