import { type Exact, exact, minus, over } from '../analytics/exact.ts'
import type { Side } from './side.ts'

/** What is left of a side without others that are parts of it. */
export function remainingSide(
  whole: Side,
  parts: readonly Side[],
  value: (read: (measure: string) => Exact) => Exact | null,
): Side {
  const sum = (key: string): Exact => parts.reduce((rest, part) => minus(rest, part.sum(key)), whole.sum(key))
  const measure = (key: string): Exact => over(sum(key), exact(whole.months(key)))!
  return {
    ...whole,
    sum,
    measure,
    rows: key => parts.reduce((rest, part) => rest - part.rows(key), whole.rows(key)),
    value: value(measure),
    members: new Map(),
  }
}
