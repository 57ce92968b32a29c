import type { Dimension } from '../../metrics/metric-query.ts'
import type { AbstainReason } from '../abstain-reason.ts'

/** What rows can be told apart by, and what people ask for that rows have nothing of. */
export type AskedDimension = Dimension | 'DAY' | 'REGION'

/** What a word or phrase of the lexicon can mean. */
export interface Meaning {
  /** What metrics are spoken of with; strong ones must be explained by the metric. */
  readonly concepts: readonly string[]
  /** Concepts that may also say nothing. */
  readonly weak: readonly string[]
  readonly dimensions: readonly AskedDimension[]
  /** Names of cues: "top", "by", "why". */
  readonly cues: readonly string[]
  /** Why a question with it is not answered. */
  readonly guard: AbstainReason | null
  /** Nothing that a query could hold. */
  readonly filler: boolean
}

/** The meaning of features as the lexicon writes them: "PROFIT +negative", "@STAFF ~LABOR", "!FORECAST", "-". */
export function meaningOf(features: string): Meaning {
  const all = features.trim().split(/ +/)
  const after = (sign: string) => all.filter(feature => feature.startsWith(sign)).map(feature => feature.slice(1))
  return {
    concepts: all.filter(feature => /^[A-Z]/.test(feature)),
    weak: after('~'),
    dimensions: after('@') as AskedDimension[],
    cues: after('+'),
    guard: (after('!')[0] as AbstainReason | undefined) ?? null,
    filler: all.includes('-'),
  }
}
