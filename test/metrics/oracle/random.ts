/** Repeatable chance: the same seed gives the same world on every machine. */
export interface Chance {
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number
  /** True in so many percent of the cases. */
  readonly percent: (share: number) => boolean
  readonly pick: <T>(values: readonly T[]) => T
  /** The value, or null in so many percent of the cases. */
  readonly maybe: <T>(shareOfNull: number, value: T) => T | null
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const percent = (share: number): boolean => next() * 100 < share
  return {
    between,
    percent,
    pick: values => values[between(0, values.length - 1)]!,
    maybe: (share, value) => (percent(share) ? null : value),
  }
}
