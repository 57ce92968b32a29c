import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../calendar.ts'
import type { DatasetUploads, Days } from './dataset-uploads.ts'
import type { MonthSeries, Revision, UsualMonth } from './month-series.ts'
import type { ConfidenceSignals } from './signals.ts'
import { assumedDrift, type PeerRevisions, usualRevision } from './usual-revision.ts'

/** The signals that one dataset gives for a client (or whatever the group is) and a time. */
export type FactSignals = Pick<
  ConfidenceSignals,
  | 'days'
  | 'daysReached'
  | 'reach'
  | 'age'
  | 'revision'
  | 'watched'
  | 'ofList'
  | 'pattern'
  | 'usualRows'
  | 'monthRows'
  | 'outliers'
  | 'volatility'
  | 'rejected'
  | 'conflicts'
  | 'repeats'
>

export interface FactHistory {
  readonly uploads: DatasetUploads
  /** What stands in a list (licenses, staff) rather than happens on days. */
  readonly isList: boolean
  /** The group's own months; null: they are not known by themselves (a person, a project), or it is a list. */
  readonly series: MonthSeries | null
  /** The clients that the group is one of; null: it is all of them, or a list. */
  readonly peers: PeerRevisions | null
}

/** Beyond so many spreads above the middle a month is out of range; a spread is at least a tenth of the middle. */
const RANGE = 3
const LEAST_SPREAD = 0.1

/**
 * Works on whole months: a time that cuts a month is judged by all of that month's rows, only its reach by its days.
 */
export function factSignals(history: FactHistory, span: Days): FactSignals {
  const { uploads, series } = history
  const reach = uploads.reach(span)
  const [first, last] = [monthOfDay(span.from), monthOfDay(span.to)]
  const finished = lastFinishedMonth(uploads)
  const months = Array.from({ length: last - first + 1 }, (_, index) => {
    const month = first + index
    const whole = { from: firstDayOfMonth(month), to: lastDayOfMonth(month) }
    return { month, usual: series?.usual(month, finished) ?? null, share: uploads.reach(whole).share }
  })
  return {
    days: reach.days,
    daysReached: reach.daysReached,
    reach: reach.share,
    age: uploads.ageOf(last),
    ofList: history.isList,
    ...revisionOf(history, months),
    ...patternOf(series, months),
    ...uploads.troubles(span),
  }
}

/** The last month whose end uploads reach; the days of a weekend at its end may lack. */
function lastFinishedMonth({ reachedDay }: DatasetUploads): number {
  if (reachedDay === null) return Number.NEGATIVE_INFINITY
  return monthOfDay(reachedDay + 4) - 1
}

interface MonthSeen {
  readonly month: number
  readonly usual: UsualMonth | null
  readonly share: number
}

/** Months count by what they usually hold: a year changes less than its last month does. */
function revisionOf(history: FactHistory, months: readonly MonthSeen[]): { revision: number; watched: number } {
  let [sum, weights, watched] = [0, 0, 0]
  for (const { month, usual } of months) {
    const weight = Math.max(usual?.rows ?? 1, 0.01)
    const age = history.uploads.ageOf(month)
    const revision = age === null ? { mean: 1, months: 0 } : revisionAt(age, history)
    sum += weight * revision.mean
    weights += weight
    // Only the last months still move, and how they do is what must have been watched.
    watched = revision.months
  }
  return { revision: weights > 0 ? sum / weights : 1, watched }
}

const revisionAt = (age: number, { isList, series, uploads, peers }: FactHistory): Revision =>
  isList ? { mean: assumedDrift(age), months: 0 } : usualRevision(age, series, uploads, peers)

function patternOf(
  series: MonthSeries | null,
  months: readonly MonthSeen[],
): Pick<FactSignals, 'pattern' | 'usualRows' | 'monthRows' | 'outliers' | 'volatility'> {
  const known = months.filter(month => month.usual !== null) as (MonthSeen & { usual: UsualMonth })[]
  const monthRows = months.reduce((rows, { month }) => rows + (series?.rows(month) ?? 0), 0)
  if (!series || known.length === 0)
    return { pattern: null, usualRows: null, monthRows, outliers: null, volatility: null }
  let [expected, met, out] = [0, 0, 0]
  for (const { month, usual, share } of known) {
    const rows = usual.rows * share
    expected += rows
    met += Math.min(rows, series.rows(month))
    const spread = Math.max(usual.spread, LEAST_SPREAD * Math.abs(usual.amount))
    if (series.amount(month) > usual.amount + RANGE * spread) out++
  }
  const { amount, spread } = known.at(-1)!.usual
  return {
    pattern: expected > 0 ? met / expected : 1,
    usualRows: expected,
    monthRows,
    outliers: out / known.length,
    volatility: amount > 0 ? Math.min(2, spread / amount) : 2,
  }
}
