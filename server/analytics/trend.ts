import { type Exact, exact, isPositive, minus, over, plus, times, total } from './exact.ts'

/**
 * How steeply a series rises: the slope of its least-squares line (x = 0, 1, 2, …) in % of its mean, per step.
 * Null for fewer than three values and where the mean is not above 0.
 *
 * slope = (k Σxy − Σx Σy) ÷ (k Σx² − (Σx)²), so slope ÷ mean needs Σxy and Σy only.
 */
export function trend(series: readonly Exact[]): Exact | null {
  const k = series.length
  if (k < 3) return null
  const sum = total(series)
  if (!isPositive(sum)) return null
  const weighted = series.reduce<Exact>((all, value, x) => plus(all, times(value, exact(x))), exact(0))
  const sumX = (k * (k - 1)) / 2
  const sumXX = ((k - 1) * k * (2 * k - 1)) / 6
  const slope = over(minus(times(weighted, exact(k)), times(sum, exact(sumX))), exact(k * sumXX - sumX * sumX))
  return slope && over(times(slope, exact(100 * k)), sum)
}
