import type { ConfidenceSignals } from './signals.ts'

/** Signals that have an effect of their own; `known` comes before all of them. */
export const signalKeys = [
  'reach',
  'revision',
  'pattern',
  'sample',
  'outliers',
  'volatility',
  'rejected',
  'imputed',
  'left_out',
  'conflicts',
  'repeats',
  'reviews',
] as const
export type SignalKey = (typeof signalKeys)[number]

/** A number the model weighs. */
export interface Feature {
  readonly key: string
  /** Null: it says what kind of value it is, and goes into what effects are told against. */
  readonly signal: SignalKey | null
  /** The sign its weight may have: −1 never raises the score as it grows, 1 never lowers it, 0 either. */
  readonly sign: -1 | 0 | 1
  /** Its value where nothing is wrong (of kinds: not used). Effects are told against that. */
  readonly best: number
  readonly of: (signals: ConfidenceSignals) => number
}

/** Changes smaller than this are as good as none. */
const LEAST_REVISION = 0.001
/** The change that a value may make: five percent. */
const TOLERANCE = 0.05
/** Even the steadiest client's months differ by a tenth. */
const LEAST_VOLATILITY = 0.1
/** Rows behind the value that effects of the sample are told against. */
const PLENTY = 30

const revisionLevel = (revision: number): number => Math.log(Math.max(LEAST_REVISION, revision) / TOLERANCE)
const above = (value: number, threshold: number): number => Math.max(0, value - threshold)
const shortfall = ({ pattern }: ConfidenceSignals): number => (pattern === null ? 0 : 1 - pattern)
const lack = (key: string, signal: SignalKey, of: (signals: ConfidenceSignals) => number): Feature => ({
  key,
  signal,
  sign: -1,
  best: 0,
  of,
})

/**
 * All features, in the order of the coefficients. Each falls (or rises) with its signal alone, so that the signs of
 * the weights are enough for the score to do so too.
 */
export const features: readonly Feature[] = [
  lack('unreached', 'reach', ({ reach }) => 1 - reach),
  lack('unreached_log', 'reach', ({ reach }) => Math.log1p(50 * (1 - reach))),
  { ...lack('revision', 'revision', s => revisionLevel(s.revision)), best: revisionLevel(0) },
  lack('revision_above_2', 'revision', s => above(revisionLevel(s.revision), revisionLevel(0.02))),
  lack('revision_above_5', 'revision', s => above(revisionLevel(s.revision), revisionLevel(0.05))),
  lack('revised_rows', 'revision', s => Math.log1p(s.rows * s.revision)),
  { key: 'watched', signal: 'revision', sign: 1, best: Math.log1p(12), of: s => Math.log1p(Math.min(12, s.watched)) },
  lack('shortfall', 'pattern', shortfall),
  lack('shortfall_log', 'pattern', s => Math.log1p(20 * shortfall(s))),
  lack('shortfall_unusual', 'pattern', s => above(shortfall(s), s.volatility ?? 0)),
  lack('shortfall_spreads', 'pattern', s => Math.min(5, shortfall(s) / Math.max(LEAST_VOLATILITY, s.volatility ?? 1))),
  { key: 'rows', signal: 'sample', sign: 0, best: Math.log1p(PLENTY), of: s => Math.log1p(s.rows) },
  { key: 'empty', signal: 'sample', sign: 0, best: 0, of: s => Number(s.rows === 0) },
  { key: 'datasets', signal: null, sign: 0, best: 1, of: s => s.datasets },
  lack('outliers', 'outliers', s => s.outliers ?? 0),
  lack('volatility', 'volatility', s => Math.log1p(s.volatility ?? 0)),
  lack('rejected', 'rejected', s => s.rejected),
  lack('rejected_log', 'rejected', s => Math.log1p(100 * s.rejected)),
  lack('rejected_rows', 'rejected', s => Math.log1p(s.rows * s.rejected)),
  lack('imputed', 'imputed', s => s.imputed),
  lack('imputed_some', 'imputed', s => Math.min(1, s.imputed / TOLERANCE)),
  lack('left_out', 'left_out', s => s.leftOut),
  lack('left_out_some', 'left_out', s => Math.min(1, s.leftOut / TOLERANCE)),
  lack('conflicts', 'conflicts', s => Math.log1p(20 * s.conflicts)),
  lack('conflicting_rows', 'conflicts', s => Math.log1p(s.rows * s.conflicts)),
  lack('repeats', 'repeats', s => Math.log1p(100 * s.repeats)),
  { key: 'approved', signal: 'reviews', sign: 1, best: 0, of: approvedShare },
]

/** How far the share of approved reviews lies above what is usual, drawn towards it where few were decided. */
function approvedShare({ reviews }: ConfidenceSignals): number {
  if (reviews === null || reviews.decided === 0) return 0
  return (reviews.decided * (reviews.approved - 0.8)) / (reviews.decided + 2)
}
