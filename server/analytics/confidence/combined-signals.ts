import type { FactSignals } from './fact-signals.ts'
import type { ConfidenceSignals } from './signals.ts'

/** The signals of a value made of several datasets: each the worst of them, for the value is no better. */
export function combinedSignals(
  facts: readonly FactSignals[],
  cell: Pick<ConfidenceSignals, 'family' | 'known' | 'rows' | 'imputed' | 'leftOut' | 'reviews'>,
): ConfidenceSignals {
  const [first] = facts
  if (!first) throw new Error('Combining signals: no dataset is given, and a value has at least one')
  const largest = (read: (signals: FactSignals) => number) => Math.max(...facts.map(read))
  const patterned = worstBy(facts, signals => signals.pattern)
  const { days, daysReached, reach } = worstBy(facts, signals => signals.reach)
  const { revision, watched, age, ofList } = worstBy(facts, signals => -signals.revision)
  return {
    ...cell,
    datasets: facts.length,
    days,
    daysReached,
    reach,
    age,
    revision,
    watched,
    ofList,
    pattern: patterned.pattern,
    usualRows: patterned.usualRows,
    monthRows: patterned.monthRows,
    outliers: largestKnown(facts.map(signals => signals.outliers)),
    volatility: largestKnown(facts.map(signals => signals.volatility)),
    rejected: largest(signals => signals.rejected),
    conflicts: largest(signals => signals.conflicts),
    repeats: largest(signals => signals.repeats),
  }
}

/** The dataset with the smallest number; those that have none come last. */
function worstBy(facts: readonly FactSignals[], read: (signals: FactSignals) => number | null): FactSignals {
  const of = (signals: FactSignals) => read(signals) ?? Number.POSITIVE_INFINITY
  return facts.reduce((worst, signals) => (of(signals) < of(worst) ? signals : worst))
}

function largestKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null)
  return known.length > 0 ? Math.max(...known) : null
}
