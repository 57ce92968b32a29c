import type { Confidence, ConfidenceSignal } from '../metric-table.ts'

/** What the confidence in a value goes by; shares are 0 to 1. */
export interface ConfidenceInput {
  readonly known: boolean
  readonly coverage: number
  /** Rows of the uploads behind it that were rejected. */
  readonly rejected: number
  /** Rows that are in it by a stand-in, such as a billing rate for a missing cost rate. */
  readonly imputed: number
  /** Rows left out of it for want of a rate, cost or count. */
  readonly leftOut: number
  readonly rows: number
  readonly minimumSample: number
}

/** Even complete data is corrected now and then. */
const BASE = 0.97

/**
 * A first estimate of how likely the value stays within 5 % once late and corrected rows have arrived. Each signal
 * multiplies the score by a factor; its effect is the difference that makes, so that BASE + Σ effects = score.
 */
export function firstConfidence(input: ConfidenceInput): Confidence {
  const factors = [
    signal('known', 'Value', Number(input.known), input.known ? 1 : 0, known =>
      known ? 'The value is known' : 'There is no value',
    ),
    signal(
      'coverage',
      'Coverage',
      input.coverage,
      input.coverage,
      share => `The data covers ${percent(share)} of the period`,
    ),
    signal('rejected', 'Rejected rows', input.rejected, 1 - input.rejected, share =>
      share === 0 ? 'No row of the uploads was rejected' : `${percent(share)} of the uploaded rows were rejected`,
    ),
    signal('imputed', 'Assumed rows', input.imputed, 1 - 0.4 * input.imputed, share =>
      share === 0 ? 'Nothing was assumed' : `${percent(share)} of the rows rest on an assumption`,
    ),
    signal('left_out', 'Rows left out', input.leftOut, 1 - input.leftOut, share =>
      share === 0 ? 'No row was left out' : `${percent(share)} of the rows are left out, as they lack what it takes`,
    ),
    signal(
      'sample',
      'Sample',
      input.rows,
      input.rows >= input.minimumSample ? 1 : 0.8 + (0.2 * input.rows) / input.minimumSample,
      rows => `${rows} rows stand behind it; ${input.minimumSample} make it steady`,
    ),
  ]
  let score = BASE
  const signals = factors.map(({ factor, ...known }): ConfidenceSignal => {
    const before = score
    score *= factor
    return { ...known, effect: score - before }
  })
  return { score, level: levelOf(score), signals }
}

export const confidenceBase = BASE

const signal = (key: string, label: string, value: number, factor: number, text: (value: number) => string) => ({
  key,
  label,
  value,
  factor,
  text: text(value),
})

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

function levelOf(score: number): Confidence['level'] {
  if (score >= 0.9) return 'HIGH'
  if (score >= 0.7) return 'MEDIUM'
  return score >= 0.5 ? 'LOW' : 'AMBIGUOUS'
}
