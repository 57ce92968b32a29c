import type { HistorySet } from '../simulate/histories.ts'

/** A set small enough for every run of the tests; the report says its numbers too. */
export const smallSet: HistorySet = { kind: 'judged', firstSeed: 2_000_000, perShape: 2 }
