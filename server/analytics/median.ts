import { comparison, type Exact, exact, plus, times } from './exact.ts'

/** The value in the middle; of an even number, the mean of the two. Null for none. */
export function median(values: readonly Exact[]): Exact | null {
  if (values.length === 0) return null
  const sorted = [...values].sort(comparison)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : times(plus(sorted[middle - 1]!, sorted[middle]!), exact(1, 2))
}
