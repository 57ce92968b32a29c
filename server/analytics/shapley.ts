import type { Exact } from './exact.ts'
import { owenValues, type StateValue } from './owen.ts'

/**
 * The Shapley value of each player in a change from one state to another, exactly: what it adds when it is changed,
 * averaged over every order of changing them. At most 12 players (2^12 states). Null where a state has no value.
 */
export function shapleyValues(players: readonly string[], value: StateValue): Map<string, Exact> | null {
  const shares = owenValues(
    players.map(key => ({ key })),
    value,
  )
  return shares && new Map(shares.map(({ key, share }) => [key, share]))
}
