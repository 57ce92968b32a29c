import type { FactSignals } from './fact-signals.ts'
import type { ConfidenceSignals } from './signals.ts'

/**
 * The signals of a value made of several datasets: each the worst of them, for the value is no better. One loop, as a page
 * has two hundred such values: with a function for each signal they were a tenth of what it left to collect.
 */
export function combinedSignals(
  facts: readonly FactSignals[],
  cell: Pick<ConfidenceSignals, 'family' | 'known' | 'rows' | 'imputed' | 'leftOut' | 'reviews'>,
): ConfidenceSignals {
  const [first] = facts
  if (!first) throw new Error('Combining signals: no dataset is given, and a value has at least one')
  let [patterned, reached, revised] = [first, first, first]
  let { outliers, volatility, rejected, conflicts, repeats } = first
  for (let index = 1; index < facts.length; index++) {
    const other = facts[index]!
    // Those that have no pattern come last.
    if ((other.pattern ?? Number.POSITIVE_INFINITY) < (patterned.pattern ?? Number.POSITIVE_INFINITY)) patterned = other
    if (other.reach < reached.reach) reached = other
    if (other.revision > revised.revision) revised = other
    outliers = largestKnown(outliers, other.outliers)
    volatility = largestKnown(volatility, other.volatility)
    rejected = Math.max(rejected, other.rejected)
    conflicts = Math.max(conflicts, other.conflicts)
    repeats = Math.max(repeats, other.repeats)
  }
  return {
    family: cell.family,
    known: cell.known,
    datasets: facts.length,
    days: reached.days,
    daysReached: reached.daysReached,
    reach: reached.reach,
    age: revised.age,
    revision: revised.revision,
    ofList: revised.ofList,
    watched: revised.watched,
    pattern: patterned.pattern,
    usualRows: patterned.usualRows,
    monthRows: patterned.monthRows,
    outliers,
    volatility,
    rejected,
    conflicts,
    repeats,
    imputed: cell.imputed,
    leftOut: cell.leftOut,
    rows: cell.rows,
    reviews: cell.reviews,
  }
}

const largestKnown = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)
