import type { Unit } from '../../api/operations/ask.gen.ts'
import type { Dimension } from '../../api/operations/metrics.gen.ts'
import { dimensionNames, timeDimensions } from '../metrics/catalogue.ts'
import type { AnswerRow, AnswerTable, AnswerValue } from './answer.ts'

/** A picture of an answer: a line over time, or bars of a ranking. */
export interface AnswerChart {
  readonly kind: 'line' | 'bar'
  readonly title: string
  /** What the labels are, e.g. "Client". */
  readonly along: string
  /** What stands at each place: a bar, or a point in time. */
  readonly places: readonly AnswerMember[]
  readonly series: readonly {
    readonly key: string
    /** What the series is about; null: everything that was asked for. */
    readonly member: AnswerMember | null
    /** Of its metric. */
    readonly label: string
    readonly points: readonly (AnswerValue | null)[]
  }[]
  readonly unit: Unit
  readonly currency: string | null
}

export type AnswerMember = AnswerRow['dimensions'][number]

const MOST_BARS = 20
const MOST_PLACES = 60
const MOST_LINES = 4

/**
 * The chart of a ranking or a trend; null where one would say less than the table: a single row, too many, metrics of
 * several units, two slices of which none is time, or no value at all.
 */
export function answerChart(table: AnswerTable, groupBy: readonly Dimension[]): AnswerChart | null {
  const metrics = table.columns.filter(({ kind }) => kind === 'METRIC')
  const [first] = metrics
  const unit = first?.unit ?? null
  if (!first || unit === null || table.rows.length < 2) return null
  const sameUnit = metrics.every(metric => metric.unit === unit && metric.currency === first.currency)
  if (!sameUnit || !table.rows.some(({ values }) => values.some(({ value }) => value !== null))) return null
  const varying = groupBy.flatMap((dimension, at) =>
    new Set(table.rows.map(row => row.dimensions[at]?.key)).size > 1 ? [{ dimension, at }] : [],
  )
  const time = varying.find(({ dimension }) => timeDimensions.includes(dimension))
  const other = varying.find(each => each !== time)
  const shared = { title: titleOf(table, varying), unit, currency: first.currency }
  if (time && varying.length <= 2) return trend(table, time.at, other?.at ?? null, shared)
  if (!other || varying.length > 1 || metrics.length > 1 || table.rows.length > MOST_BARS) return null
  return {
    ...shared,
    kind: 'bar',
    along: dimensionNames[other.dimension],
    places: table.rows.flatMap(row => row.dimensions[other.at] ?? []),
    series: [
      { key: first.key, member: null, label: first.label, points: table.rows.map(({ values }) => values[0] ?? null) },
    ],
  }
}

function trend(
  table: AnswerTable,
  time: number,
  other: number | null,
  shared: Pick<AnswerChart, 'title' | 'unit' | 'currency'>,
): AnswerChart | null {
  const metrics = table.columns.filter(({ kind }) => kind === 'METRIC')
  const places = members(table, time).sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
  const slices = other === null ? [null] : members(table, other)
  if (places.length < 2 || places.length > MOST_PLACES || slices.length * metrics.length > MOST_LINES) return null
  const series = slices.flatMap(member =>
    metrics.map((metric, at) => ({
      key: `${member?.key ?? ''}/${metric.key}`,
      member,
      label: metric.label,
      points: places.map(place => {
        const row = table.rows.find(
          ({ dimensions }) =>
            dimensions[time]?.key === place.key && (other === null || dimensions[other]?.key === member?.key),
        )
        return row?.values[at] ?? null
      }),
    })),
  )
  return { ...shared, kind: 'line', along: 'Period', places, series }
}

const members = (table: AnswerTable, at: number): AnswerMember[] => [
  ...new Map(table.rows.flatMap(({ dimensions }) => dimensions[at] ?? []).map(member => [member.key, member])).values(),
]

function titleOf(table: AnswerTable, varying: readonly { readonly dimension: Dimension }[]): string {
  const names = table.columns.filter(({ kind }) => kind === 'METRIC').map(each => each.label)
  return `${names.join(' and ')} by ${varying.map(({ dimension }) => dimensionNames[dimension].toLowerCase()).join(' and ')}`
}
