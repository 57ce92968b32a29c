import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../calendar.ts'
import type { DatasetUploads, Days } from './dataset-uploads.ts'
import type { MonthSeries, Revision, UsualMonth } from './month-series.ts'
import type { ConfidenceSignals } from './signals.ts'
import { assumedDrift, type PeerRevisions, usualRevisions } from './usual-revision.ts'

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
export const factSignals = (history: FactHistory, span: Days): FactSignals =>
  signalsOfTime(history, span)(history.series)

/** A month of the time asked for, with what is the same for all groups. */
interface MonthSeen {
  readonly month: number
  /** What usually falls on the days that uploads reach, as a share of the month. */
  readonly share: number
  readonly revisionOf: (series: MonthSeries | null) => Revision
}

/** The signals of any group in a time: what they have in common is looked up once for all of them. */
export function signalsOfTime(
  history: Omit<FactHistory, 'series'>,
  span: Days,
): (series: MonthSeries | null) => FactSignals {
  const { uploads, isList } = history
  const reach = uploads.reach(span)
  const [first, last] = [monthOfDay(span.from), monthOfDay(span.to)]
  const finished = lastFinishedMonth(uploads)
  const months = Array.from({ length: last - first + 1 }, (_, index): MonthSeen => {
    const month = first + index
    const whole = { from: firstDayOfMonth(month), to: lastDayOfMonth(month) }
    return { month, share: uploads.reach(whole).share, revisionOf: revisions(month, history) }
  })
  const age = uploads.ageOf(last)
  const { rejected, conflicts, repeats } = uploads.troubles(span)
  return series => {
    const { revision, watched, pattern, usualRows, monthRows, outliers, volatility } = groupSignals(
      series,
      months,
      finished,
    )
    return {
      days: reach.days,
      daysReached: reach.daysReached,
      reach: reach.share,
      age,
      ofList: isList,
      revision,
      watched,
      pattern,
      usualRows,
      monthRows,
      outliers,
      volatility,
      rejected,
      conflicts,
      repeats,
    }
  }
}

/** The last month whose end uploads reach; the days of a weekend at its end may lack. */
function lastFinishedMonth({ reachedDay }: DatasetUploads): number {
  if (reachedDay === null) return Number.NEGATIVE_INFINITY
  return monthOfDay(reachedDay + 4) - 1
}

/** By how much a month may still change. */
function revisions(month: number, { isList, uploads, peers }: Omit<FactHistory, 'series'>): MonthSeen['revisionOf'] {
  const age = uploads.ageOf(month)
  if (age === null) return () => ({ mean: 1, months: 0 })
  if (!isList) return usualRevisions(age, uploads, peers)
  const assumed = { mean: assumedDrift(age), months: 0 }
  return () => assumed
}

type GroupSignals = Pick<
  FactSignals,
  'revision' | 'watched' | 'pattern' | 'usualRows' | 'monthRows' | 'outliers' | 'volatility'
>

/** What a group's own months say. */
function groupSignals(series: MonthSeries | null, months: readonly MonthSeen[], finished: number): GroupSignals {
  let [revised, weights, watched] = [0, 0, 0]
  let [known, expected, met, out, monthRows] = [0, 0, 0, 0, 0]
  let lastUsual: UsualMonth | null = null
  for (let index = 0; index < months.length; index++) {
    const { month, share, revisionOf } = months[index]!
    const usual = series?.usual(month, finished) ?? null
    // Months count by what they usually hold: a year changes less than its last month does.
    const weight = Math.max(usual?.rows ?? 1, 0.01)
    const revision = revisionOf(series)
    revised += weight * revision.mean
    weights += weight
    // Only the last months still move, and how they do is what must have been watched.
    watched = revision.months
    if (!series) continue
    const present = series.rows(month)
    monthRows += present
    if (!usual) continue
    known++
    lastUsual = usual
    const rows = usual.rows * share
    expected += rows
    met += Math.min(rows, present)
    const spread = Math.max(usual.spread, LEAST_SPREAD * Math.abs(usual.amount))
    if (series.amount(month) > usual.amount + RANGE * spread) out++
  }
  const revision = weights > 0 ? revised / weights : 1
  if (!lastUsual)
    return { revision, watched, pattern: null, usualRows: null, monthRows, outliers: null, volatility: null }
  const { amount, spread } = lastUsual
  return {
    revision,
    watched,
    pattern: expected > 0 ? met / expected : 1,
    usualRows: expected,
    monthRows,
    outliers: out / known,
    volatility: amount > 0 ? Math.min(2, spread / amount) : 2,
  }
}
