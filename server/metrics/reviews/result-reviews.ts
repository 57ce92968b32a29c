import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../analytics/calendar.ts'
import { type Exact, toRational } from '../../analytics/exact.ts'
import { exactText, rationalOfDecimal } from '../../analytics/rational.ts'
import type { Metric } from '../catalogue/catalogue.ts'
import type { MetricValue } from '../metric-table.ts'
import type { DaySpan } from '../periods/day-span.ts'
import type { ReviewRow } from '../sql/review-query.ts'
import type { CellSubject } from './cell-subjects.ts'
import { type ReviewsByMetric, resultNumber } from './reviews-by-metric.ts'

/** A value as it may be shown. */
export interface ReviewedValue {
  readonly status: MetricValue['status']
  readonly value: Exact | null
  /** The task about it; null: there is none. */
  readonly taskId: number | null
  /** Whether the viewer is not shown what was computed. */
  readonly withheld: boolean
}

type Status = MetricValue['status']

/**
 * Decisions about results. A decision is about one metric of one client (or of the firm) in one calendar month, and
 * about the value that was looked at: a value that changed since a person withheld or corrected it awaits review anew.
 *
 * Those who may decide see what was computed. Others see neither it, nor parts of it (finer groups, filters and days of
 * that month), nor what is worked out from it. Sums over several months or clients are shown: they are other results.
 * What is withheld says that nobody vouches for a number yet; it is no secret: all metrics that others see are sums of
 * rows which they may read one by one.
 */
export class ResultReviews {
  readonly #byMetric: ReviewsByMetric
  readonly #decides: boolean
  readonly empty: boolean

  constructor(byMetric: ReviewsByMetric, decides: boolean) {
    this.#byMetric = byMetric
    this.#decides = decides
    this.empty = byMetric.values().every(({ size }) => size === 0)
  }

  /**
   * What becomes of a computed value.
   * @param window the time of its cell
   * @param before the time before the cell's that the formula reads, too; null: none
   */
  shown(
    metric: Metric,
    subject: CellSubject,
    window: DaySpan,
    value: Exact | null,
    before: DaySpan | null,
  ): ReviewedValue {
    const row = this.#own(metric, subject, window)
    const status = row ? statusOf(row, value) : 'PUBLISHED'
    const taskId = row?.id ?? null
    if (this.#decides) {
      if (status === 'REJECTED') return { status, value: null, taskId, withheld: false }
      return { status, value: status === 'CORRECTED' ? correctionOf(row!) : value, taskId, withheld: false }
    }
    if (status === 'CORRECTED') return { status, value: correctionOf(row!), taskId, withheld: true }
    const resting = status === 'PUBLISHED' ? this.#restsOn(metric, subject, window, before) : status
    if (resting !== 'PUBLISHED') return { status: resting, value: null, taskId, withheld: true }
    return { status, value, taskId, withheld: false }
  }

  /** Reviews for which another value than the computed one may be shown: of nothing else need anybody ask `shown`. */
  unsettled({ definition, measures }: Metric): ReviewRow[] {
    const [keys, statuses] = this.#decides
      ? [[definition.key], decided]
      : [[definition.key, ...measures.map(({ key }) => key)], unpublished]
    return [...new Set(keys)].flatMap(key =>
      [...(this.#byMetric.get(key)?.values() ?? [])].filter(({ status }) => statuses.has(status)),
    )
  }

  #own({ definition }: Metric, { clientId, whole }: CellSubject, { from, to }: DaySpan): ReviewRow | undefined {
    const reviews = whole ? this.#byMetric.get(definition.key) : undefined
    if (!reviews || reviews.size === 0) return undefined
    const month = monthOfDay(from)
    const row = reviews.get(resultNumber(clientId, month))
    return row && from === firstDayOfMonth(month) && to === lastDayOfMonth(month) ? row : undefined
  }

  /** The status of what a value is part of, or worked out from. */
  #restsOn(
    { definition, measures }: Metric,
    { clientId }: CellSubject,
    window: DaySpan,
    before: DaySpan | null,
  ): Status {
    const keys = new Set([definition.key, ...measures.map(measure => measure.key)])
    let found: Status = 'PUBLISHED'
    for (const span of before ? [window, before] : [window]) {
      const month = monthOfDay(span.from)
      if (month !== monthOfDay(span.to)) continue
      for (const key of keys)
        for (const client of clientId === 0 ? [0] : [clientId, 0]) {
          const row = this.#byMetric.get(key)?.get(resultNumber(client, month))
          const pending = row?.status === 'OPEN' || row?.status === 'IN_REVIEW'
          if (pending) return 'PENDING_REVIEW'
          if (row?.status === 'REJECTED') found = 'REJECTED'
        }
    }
    return found
  }
}

const decided: ReadonlySet<ReviewRow['status']> = new Set(['REJECTED', 'CORRECTED'])
const unpublished: ReadonlySet<ReviewRow['status']> = new Set(['OPEN', 'IN_REVIEW', ...decided])

function statusOf(row: ReviewRow, value: Exact | null): Status {
  switch (row.status) {
    case 'OPEN':
    case 'IN_REVIEW':
      return 'PENDING_REVIEW'
    case 'REJECTED':
    case 'CORRECTED':
      return value !== null && exactText(toRational(value)) === row.value_exact ? row.status : 'PENDING_REVIEW'
    case 'APPROVED':
    case 'EXPIRED':
      return 'PUBLISHED'
  }
}

const correctionOf = (row: ReviewRow): Exact | null =>
  row.corrected_exact === null ? null : rationalOfDecimal(row.corrected_exact)
