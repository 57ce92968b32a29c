/**
 * What a value is made of decides how its parts' errors reach it. AMOUNT: sums of what happened (revenue, hours);
 * BALANCE: a difference of such sums (gross profit); RATIO: one sum by another, not in percent; MARGIN: percentages
 * across datasets (gross margin, utilisation); SHARE: percentages within one dataset (billable ratio, concentration);
 * GROWTH: percentages between times. What stands in a list rather than happens: LIST (license cost, seats), LIST_GAP
 * (waste, unbilled seats: differences within each license), LIST_SHARE (license utilisation), CAPACITY (staff hours).
 */
export const confidenceFamilies = [
  'AMOUNT',
  'BALANCE',
  'RATIO',
  'MARGIN',
  'SHARE',
  'GROWTH',
  'LIST',
  'LIST_GAP',
  'LIST_SHARE',
  'CAPACITY',
] as const
export type ConfidenceFamily = (typeof confidenceFamilies)[number]

/**
 * What the confidence in a value goes by: all of it read from stored data, none of it from the value's size, so that
 * a fully used license is no less sure than a half-used one. Shares are 0 to 1. Null: not known, which neither raises
 * nor lowers the score.
 */
export interface ConfidenceSignals {
  readonly family: ConfidenceFamily
  /** Whether there is a value at all. Nothing can be near a value that is not there. */
  readonly known: boolean
  /** How many datasets meet in the value. Each signal is that of the worst of them. */
  readonly datasets: number
  /** Calendar days of the period, and how many of them the uploads reach. */
  readonly days: number
  readonly daysReached: number
  /** The share of what a period like this holds that falls on the days reached. */
  readonly reach: number
  /** Days from the period's end to the newest upload that reaches into it; negative: uploaded before the end. */
  readonly age: number | null
  /**
   * By how much months seen at this age have changed afterwards, on average, relative to what was seen first. Of a
   * list, which says how things are on the day of its upload: by how much one changes in the time between.
   */
  readonly revision: number
  /** Whether `revision` and `age` are those of a list. */
  readonly ofList: boolean
  /** Months of the past that were watched from this age on; 0: `revision` is an assumption. */
  readonly watched: number
  /** Rows there are ÷ rows usual for the client on the days reached, at most 1. */
  readonly pattern: number | null
  /** Rows usual for the client on the days reached. */
  readonly usualRows: number | null
  /** Rows in the months of the period, of the same dataset as `usualRows`. */
  readonly monthRows: number
  /** The share of the period's months whose amount lies above the client's own range. */
  readonly outliers: number | null
  /** How much the client's months differ: scaled median absolute deviation ÷ median, at most 2. */
  readonly volatility: number | null
  /** Rows of the uploads behind it that were rejected and not corrected since. */
  readonly rejected: number
  /** Rows of these uploads whose totals, lines or rates disagree. */
  readonly conflicts: number
  /** Rows of these uploads that repeat others. */
  readonly repeats: number
  /** Rows that are in the value by a stand-in, such as a billing rate for a missing cost rate. */
  readonly imputed: number
  /** Rows left out of it for want of a rate, cost or count. */
  readonly leftOut: number
  /** Rows behind the value. */
  readonly rows: number
  /** Reviews of the client's results that were decided, and the share of them approved as shown. */
  readonly reviews: { readonly decided: number; readonly approved: number } | null
}
