/** What the cells of a client × month table add up to: money in cents, hours in hundredths. */
export interface MetricSums {
  readonly rows: number
  readonly revenue: number
  readonly labourCost: number
  readonly licenseCost: number
  readonly hours: number
}

/** Sums of doubles may be a cent off where there are many; more is another answer. */
export const sameSums = (a: MetricSums, b: MetricSums): boolean =>
  a.rows === b.rows &&
  (['revenue', 'labourCost', 'licenseCost', 'hours'] as const).every(key => Math.abs(a[key] - b[key]) <= 2)

/** How often a contender does the work: first so many times for compilers and caches, then those that count. */
export interface Repeats {
  readonly warming: number
  readonly counted: number
}

/** The median of those that count. */
export const countedMedian = (seconds: readonly number[], { warming }: Repeats): number =>
  median(seconds.slice(warming))

export const allRuns = ({ warming, counted }: Repeats): string => String(warming + counted)

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
