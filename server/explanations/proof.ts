import type { Assumption, Confidence } from '../metrics/metric-table.ts'
import type { Side } from './side.ts'

const certain: Confidence = { score: 1, level: 'HIGH', base: 1, signals: [] }

/** A difference is as sure as the less sure of its two sides; what somebody stated (a budget) takes nothing away. */
export function confidenceOf(to: Side, from: Side): Confidence {
  const [is, was] = [to.proof?.confidence ?? certain, from.proof?.confidence ?? certain]
  return was.score < is.score ? was : is
}

/** What the sides rest on: each assumption once, of the side where it concerns more rows. */
export function assumptionsOf(to: Side, from: Side, more: readonly Assumption[]): Assumption[] {
  const found = new Map<string, Assumption>()
  for (const assumption of [...(to.proof?.assumptions ?? []), ...(from.proof?.assumptions ?? [])]) {
    const known = found.get(assumption.code)
    if (!known || known.rowCount < assumption.rowCount) found.set(assumption.code, assumption)
  }
  return [...found.values(), ...more]
}
