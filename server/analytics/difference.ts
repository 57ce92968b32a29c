import { comparison, type Exact, exact, isPositive, isZero, minus, over, times } from './exact.ts'

export type ChangeKind = 'NEW' | 'LOST' | 'CHANGED' | 'FLAT' | 'UNDEFINED'

/** What became of a value: NEW from nothing (null or 0), LOST to nothing, FLAT equal, UNDEFINED both unknown. */
export function changeKind(value: Exact | null, baseline: Exact | null): ChangeKind {
  if (value === null && baseline === null) return 'UNDEFINED'
  const [is, was] = [value !== null && !isZero(value), baseline !== null && !isZero(baseline)]
  if (is && !was) return 'NEW'
  if (was && !is) return 'LOST'
  return value !== null && baseline !== null && comparison(value, baseline) === 0 ? 'FLAT' : 'CHANGED'
}

/** value − baseline; null where either is unknown. */
export const difference = (value: Exact | null, baseline: Exact | null): Exact | null =>
  value !== null && baseline !== null ? minus(value, baseline) : null

/** The difference in % of the baseline; null where either is unknown or the baseline is not above 0. */
export function growth(value: Exact | null, baseline: Exact | null): Exact | null {
  if (value === null || baseline === null || !isPositive(baseline)) return null
  return over(times(minus(value, baseline), exact(100)), baseline)
}
