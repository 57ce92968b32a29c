import type { ConfidenceFamily } from './signals.ts'

/** What fitting leaves: weights by family, in the order of `features`, and where they come from. */
export interface Coefficients {
  readonly version: number
  /** The day of the fitting, YYYY-MM-DD. */
  readonly date: string
  readonly fittedOn: {
    readonly shapes: readonly string[]
    readonly firstSeed: number
    readonly organizationsPerShape: number
    readonly samples: number
  }
  /** L2 penalty on weights of standardized features. */
  readonly penalty: number
  readonly features: readonly string[]
  readonly families: Readonly<
    Record<ConfidenceFamily, { readonly intercept: number; readonly weights: readonly number[] }>
  >
}
