import { type Exact, exact, minus, none, plus, times } from './exact.ts'

/** A driver and what it is made of. Without children it is a player: it has its value from before or from after. */
export interface DriverTree {
  readonly key: string
  readonly children?: readonly DriverTree[]
}

/** A driver's part of the change; the parts of its children add up to it exactly. */
export interface DriverShare {
  readonly key: string
  readonly share: Exact
  readonly children: readonly DriverShare[]
}

/** Value of a state, given which players have changed; null where it is not defined. */
export type StateValue = (isChanged: (key: string) => boolean) => Exact | null

/** More brothers than this would take too many states. */
export const MAX_SIBLINGS = 12

interface Node {
  readonly key: string
  /** Bits of the players below. */
  readonly players: number
  readonly children: readonly Node[]
}

/** States of the players outside a group, each with its weight. */
type Surroundings = ReadonlyMap<number, Exact>

/**
 * What each driver adds to a change, exactly: the Owen value, extended to any number of levels (Winter 1989). A driver
 * is changed after some of its siblings and before the others, in every order alike; those outside its group change in
 * whole groups. On one level it is the Shapley value.
 *
 * The parts add up to value(all changed) − value(none changed); children to their parent; swapping before and after
 * negates every part; the order of siblings is of no account; a player that makes no difference gets 0.
 *
 * Null where a state that must be looked at has no value (a margin without revenue). Throws a RangeError for more than
 * 12 siblings, 30 players in all, or two of one key.
 *
 * @example owenValues([{ key: 'hours' }, { key: 'rate' }], changed =>
 *   times(exact(changed('hours') ? 12 : 10), exact(changed('rate') ? 40 : 50)))
 *   // hours: 2 × (50 + 40) / 2 = 90, rate: −10 × (10 + 12) / 2 = −110
 */
export function owenValues(trees: readonly DriverTree[], value: StateValue): DriverShare[] | null {
  const bits = new Map<string, number>()
  const nodes = trees.map(tree => nodeOf(tree, bits))
  const known = new Map<number, Exact | null>()
  const valueAt = (state: number): Exact => {
    let found = known.get(state)
    if (found === undefined) {
      found = value(key => (state & bits.get(key)!) !== 0)
      known.set(state, found)
    }
    if (found === null) throw undefinedState
    return found
  }
  try {
    return sharesOf(nodes, new Map([[0, exact(1)]]), valueAt)
  } catch (error) {
    if (error === undefinedState) return null
    throw error
  }
}

const undefinedState = new Error('A state has no value')

function nodeOf({ key, children = [] }: DriverTree, bits: Map<string, number>): Node {
  if (children.length > 0) {
    const nodes = children.map(child => nodeOf(child, bits))
    return { key, players: nodes.reduce((all, node) => all | node.players, 0), children: nodes }
  }
  if (bits.has(key))
    throw new RangeError(`Cannot share a change as players need keys of their own: "${key}" comes twice`)
  if (bits.size === 30) throw new RangeError('Cannot share a change as there must be at most 30 players')
  bits.set(key, 1 << bits.size)
  return { key, players: bits.get(key)!, children: [] }
}

function sharesOf(nodes: readonly Node[], outside: Surroundings, valueAt: (state: number) => Exact): DriverShare[] {
  if (nodes.length > MAX_SIBLINGS)
    throw new RangeError(
      `Cannot share a change as at most ${MAX_SIBLINGS} drivers may stand side by side: there are ${nodes.length}`,
    )
  return nodes.map(node => {
    const around = withSiblings(
      outside,
      nodes.filter(other => other !== node),
    )
    const children = sharesOf(node.children, around, valueAt)
    if (children.length > 0) return { key: node.key, share: totalOf(children), children }
    let share = none
    for (const [state, weight] of around)
      share = plus(share, times(weight, minus(valueAt(state | node.players), valueAt(state))))
    return { key: node.key, share, children }
  })
}

/** The surroundings with every set of siblings changed, weighed by the share of orders in which just those come first. */
function withSiblings(outside: Surroundings, siblings: readonly Node[]): Surroundings {
  const weights = shapleyWeights(siblings.length + 1)
  const around = new Map<number, Exact>()
  for (let set = 0; set < 1 << siblings.length; set++) {
    let [players, size] = [0, 0]
    for (const [index, sibling] of siblings.entries())
      if (set & (1 << index)) [players, size] = [players | sibling.players, size + 1]
    for (const [state, weight] of outside) around.set(state | players, times(weight, weights[size]!))
  }
  return around
}

const knownWeights: (readonly Exact[])[] = []

/** s! (n − s − 1)! ÷ n! for s = 0 … n − 1. */
function shapleyWeights(n: number): readonly Exact[] {
  let weights = knownWeights[n]
  if (!weights) {
    // 1 ÷ (n × (n − 1 over s))
    let choices = 1
    weights = Array.from({ length: n }, (_, s) => {
      if (s > 0) choices = (choices * (n - s)) / s
      return exact(1, n * choices)
    })
    knownWeights[n] = weights
  }
  return weights
}

const totalOf = (shares: readonly DriverShare[]): Exact => shares.reduce((sum, { share }) => plus(sum, share), none)
