import type { SignalKey } from './features.ts'
import type { ConfidenceSignals } from './signals.ts'

/** A signal in words. */
export interface Said {
  readonly label: string
  readonly value: number
  readonly text: string
}

const percent = (share: number): string =>
  share > 0 && share < 0.0005 ? 'less than 0.1 %' : `${Math.round(share * 1000) / 10} %`
const whole = (count: number): string => `${Math.round(count)}`
const counted = (count: number, one: string, many: string): string =>
  `${whole(count)} ${Math.round(count) === 1 ? one : many}`
const said = (label: string, value: number | null, text: (value: number) => string): Said | null =>
  value === null ? null : { label, value, text: text(value) }

/** What a signal says, with its numbers; null: it is not known. */
export function signalText(key: SignalKey, signals: ConfidenceSignals): Said | null {
  return texts[key](signals)
}

const texts: Readonly<Record<SignalKey, (signals: ConfidenceSignals) => Said | null>> = {
  reach: s => said('Reach of the uploads', s.reach, reach => reachText(reach, s)),
  revision: s => said('Later changes', s.revision, revision => revisionText(revision, s)),
  pattern: s =>
    said('Usual rows', s.pattern, pattern =>
      pattern >= 1
        ? `No fewer rows than usual: ${whole(s.monthRows)}, of ${whole(s.usualRows ?? 0)} expected`
        : `Fewer rows than usual: ${whole(s.monthRows)}, where ${whole(s.usualRows ?? 0)} are expected`,
    ),
  sample: s => said('Sample', s.rows, rows => `${counted(rows, 'row stands', 'rows stand')} behind it`),
  outliers: s =>
    said('Unusual months', s.outliers, share =>
      share === 0
        ? 'No month lies above its usual range'
        : `${percent(share)} of the months lie above their usual range`,
    ),
  volatility: s => said('Ups and downs', s.volatility, share => `Months differ by about ${percent(share)}`),
  rejected: s =>
    said('Rejected rows', s.rejected, share =>
      share === 0 ? 'No row of the uploads is rejected' : `Rejected: ${percent(share)} of the uploaded rows`,
    ),
  imputed: s =>
    said('Assumed rows', s.imputed, share =>
      share === 0 ? 'Nothing is assumed' : `Assumed: ${percent(share)} of the rows`,
    ),
  left_out: s =>
    said('Rows left out', s.leftOut, share =>
      share === 0 ? 'No row is left out' : `Left out, as they lack what it takes: ${percent(share)} of the rows`,
    ),
  conflicts: s =>
    said('Disagreeing figures', s.conflicts, share =>
      share === 0 ? 'All figures agree' : `Figures disagree in ${percent(share)} of the uploaded rows`,
    ),
  repeats: s =>
    said('Repeated rows', s.repeats, share =>
      share === 0 ? 'No uploaded row repeats another' : `Repeats of other rows: ${percent(share)} of the uploaded rows`,
    ),
  reviews: s =>
    said(
      'Reviews',
      s.reviews && s.reviews.decided > 0 ? s.reviews.approved : null,
      share => `${percent(share)} of ${counted(s.reviews!.decided, 'review', 'reviews')} approved the value shown`,
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
