import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../analytics/calendar.ts'
import { type Exact, toRational } from '../../analytics/exact.ts'
import { exactText, rationalOfDecimal } from '../../analytics/rational.ts'
import type { Metric } from '../catalogue/catalogue.ts'
import type { MetricValue } from '../metric-table.ts'
import type { DaySpan } from '../periods/day-span.ts'
import type { ReviewRow } from '../sql/review-query.ts'

/** What a cell is of. */
export interface CellSubject {
  readonly window: DaySpan
  /** The one client it is about; 0: the firm, or several. */
  readonly clientId: number
  /** Nothing else is told apart or left out: a part of a client's result is not the result. */
  readonly whole: boolean
}

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
 */
export class ResultReviews {
  readonly #rows: ReadonlyMap<string, ReviewRow>
  readonly #decides: boolean

  /** @param rows oldest first: the newest of a result counts */
  constructor(rows: readonly ReviewRow[], decides: boolean) {
    this.#rows = new Map(rows.map(row => [keyOf(row.metric, row.client_id, row.month), row]))
    this.#decides = decides
  }

  get empty(): boolean {
    return this.#rows.size === 0
  }

  /**
   * What becomes of a computed value.
   * @param before the time before the cell's that the formula reads, too; null: none
   */
  shown(metric: Metric, subject: CellSubject, value: Exact | null, before: DaySpan | null): ReviewedValue {
    const row = this.#own(metric, subject)
    const status = row ? statusOf(row, value) : 'PUBLISHED'
    const taskId = row?.id ?? null
    if (this.#decides) {
      if (status === 'REJECTED') return { status, value: null, taskId, withheld: false }
      return { status, value: status === 'CORRECTED' ? correctionOf(row!) : value, taskId, withheld: false }
    }
    if (status === 'CORRECTED') return { status, value: correctionOf(row!), taskId, withheld: true }
    const resting = status === 'PUBLISHED' ? this.#restsOn(metric, subject, before) : status
    if (resting !== 'PUBLISHED') return { status: resting, value: null, taskId, withheld: true }
    return { status, value, taskId, withheld: false }
  }

  #own({ definition }: Metric, { window, clientId, whole }: CellSubject): ReviewRow | undefined {
    const month = monthOfDay(window.from)
    const isMonth = window.from === firstDayOfMonth(month) && window.to === lastDayOfMonth(month)
    return whole && isMonth ? this.#rows.get(keyOf(definition.key, clientId, month)) : undefined
  }

  /** The status of what a value is part of, or worked out from. */
  #restsOn({ definition, measures }: Metric, { window, clientId }: CellSubject, before: DaySpan | null): Status {
    const keys = new Set([definition.key, ...measures.map(measure => measure.key)])
    let found: Status = 'PUBLISHED'
    for (const span of before ? [window, before] : [window]) {
      const month = monthOfDay(span.from)
      if (month !== monthOfDay(span.to)) continue
      for (const key of keys)
        for (const client of clientId === 0 ? [0] : [clientId, 0]) {
          const row = this.#rows.get(keyOf(key, client, month))
          const pending = row?.status === 'OPEN' || row?.status === 'IN_REVIEW'
          if (pending) return 'PENDING_REVIEW'
          if (row?.status === 'REJECTED') found = 'REJECTED'
        }
    }
    return found
  }
}

const keyOf = (metric: string, clientId: number, month: number): string => `${metric} ${clientId} ${month}`

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
