import type { SignalKey } from './features.ts'
import type { ConfidenceSignals } from './signals.ts'

const percent = (share: number): string =>
  share > 0 && share < 0.0005 ? 'less than 0.1 %' : `${Math.round(share * 1000) / 10} %`
const whole = (count: number): string => `${Math.round(count)}`
const counted = (count: number, one: string, many: string): string =>
  `${whole(count)} ${Math.round(count) === 1 ? one : many}`

/** A signal, and what it says in words. */
interface Wording {
  readonly label: string
  /** Null: it is not known. */
  readonly of: (signals: ConfidenceSignals) => number | null
  readonly text: (value: number, signals: ConfidenceSignals) => string
}

/** A signal in its own unit; null: it is not known. */
export const signalValue = (key: SignalKey, signals: ConfidenceSignals): number | null => wordings[key].of(signals)

export const signalLabel = (key: SignalKey): string => wordings[key].label

/** What a signal says, with its numbers. */
export const signalText = (key: SignalKey, value: number, signals: ConfidenceSignals): string =>
  wordings[key].text(value, signals)

const wording = (label: string, of: Wording['of'], text: Wording['text']): Wording => ({ label, of, text })

const wordings: Readonly<Record<SignalKey, Wording>> = {
  reach: wording('Reach of the uploads', s => s.reach, reachText),
  revision: wording('Later changes', s => s.revision, revisionText),
  pattern: wording(
    'Usual rows',
    s => s.pattern,
    (pattern, s) =>
      pattern >= 1
        ? `No fewer rows than usual: ${whole(s.monthRows)}, of ${whole(s.usualRows ?? 0)} expected`
        : `Fewer rows than usual: ${whole(s.monthRows)}, where ${whole(s.usualRows ?? 0)} are expected`,
  ),
  sample: wording(
    'Sample',
    s => s.rows,
    rows => `${counted(rows, 'row stands', 'rows stand')} behind it`,
  ),
  outliers: wording(
    'Unusual months',
    s => s.outliers,
    share =>
      share === 0
        ? 'No month lies above its usual range'
        : `${percent(share)} of the months lie above their usual range`,
  ),
  volatility: wording(
    'Ups and downs',
    s => s.volatility,
    share => `Months differ by about ${percent(share)}`,
  ),
  rejected: wording(
    'Rejected rows',
    s => s.rejected,
    share => (share === 0 ? 'No row of the uploads is rejected' : `Rejected: ${percent(share)} of the uploaded rows`),
  ),
  imputed: wording(
    'Assumed rows',
    s => s.imputed,
    share => (share === 0 ? 'Nothing is assumed' : `Assumed: ${percent(share)} of the rows`),
  ),
  left_out: wording(
    'Rows left out',
    s => s.leftOut,
    share =>
      share === 0 ? 'No row is left out' : `Left out, as they lack what it takes: ${percent(share)} of the rows`,
  ),
  conflicts: wording(
    'Disagreeing figures',
    s => s.conflicts,
    share => (share === 0 ? 'All figures agree' : `Figures disagree in ${percent(share)} of the uploaded rows`),
  ),
  repeats: wording(
    'Repeated rows',
    s => s.repeats,
    share =>
      share === 0 ? 'No uploaded row repeats another' : `Repeats of other rows: ${percent(share)} of the uploaded rows`,
  ),
  reviews: wording(
    'Reviews',
    s => (s.reviews && s.reviews.decided > 0 ? s.reviews.approved : null),
    (share, s) => `${percent(share)} of ${counted(s.reviews!.decided, 'review', 'reviews')} approved the value shown`,
  ),
}

function reachText(reach: number, { days, daysReached }: ConfidenceSignals): string {
  if (daysReached === 0) return 'No upload reaches the period'
  if (reach >= 1) return `The uploads reach the whole period (${counted(days, 'day', 'days')})`
  return `Only ${daysReached} of ${days} days are reached by the uploads`
}

function revisionText(revision: number, { age, watched, ofList }: ConfidenceSignals): string {
  if (age === null) return 'No upload reaches the period yet, so all of it may change'
  const when =
    age < 0
      ? `${counted(-age, 'day', 'days')} before the period's end`
      : age === 0
        ? "on the period's last day"
        : `${counted(age, 'day', 'days')} after the period's end`
  if (ofList) return `The list was uploaded ${when}; a change of ${percent(revision)} in between is assumed`
  return watched > 0
    ? `Uploaded ${when}; earlier months seen like this changed by ${percent(revision)} afterwards (${watched} watched)`
    : `Uploaded ${when}; no earlier month was watched, and a change of ${percent(revision)} is assumed`
}
