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

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
