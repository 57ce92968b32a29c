import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  comparison,
  type Exact,
  exact,
  minus,
  nearest,
  none,
  over,
  plus,
  times,
  total,
} from '../../server/analytics/exact.ts'
import { type DriverShare, type DriverTree, owenValues, type StateValue } from '../../server/analytics/owen.ts'
import { shapleyValues } from '../../server/analytics/shapley.ts'

const equal = (a: Exact, b: Exact): boolean => comparison(a, b) === 0
const leaves = (shares: readonly DriverShare[]): DriverShare[] =>
  shares.flatMap(share => (share.children.length > 0 ? leaves(share.children) : [share]))
const all = (shares: readonly DriverShare[]): DriverShare[] => shares.flatMap(share => [share, ...all(share.children)])
const byKey = (shares: readonly DriverShare[]): Map<string, Exact> =>
  new Map(all(shares).map(({ key, share }) => [key, share]))

test('price 100→90, seats 40→55, margin 30 %→25 %: +37.5 = −130 + 392.5 − 225', () => {
  const [from, to] = [
    { price: exact(100), seats: exact(40), margin: exact(30, 100) },
    { price: exact(90), seats: exact(55), margin: exact(25, 100) },
  ]
  const value: StateValue = changed =>
    (['price', 'seats', 'margin'] as const).reduce(
      (product, key) => times(product, (changed(key) ? to : from)[key]),
      exact(1),
    )
  const shares = shapleyValues(['price', 'seats', 'margin'], value)!
  expect([...shares].map(([key, share]) => [key, nearest(share)])).toEqual([
    ['price', -130],
    ['seats', 392.5],
    ['margin', -225],
  ])
  expect(nearest(total(shares.values()))).toBe(37.5)
})

test('the mean over all orders of changing players is the Shapley value', () => {
  // Against the definition itself, for a game without any structure.
  const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3]
  const players = ['a', 'b', 'c', 'd']
  const at = (set: ReadonlySet<string>) =>
    values[players.reduce((bits, player, index) => bits | (set.has(player) ? 1 << index : 0), 0)]!
  const sums = new Map(players.map(player => [player, 0]))
  for (const order of orders(players)) {
    const before = new Set<string>()
    for (const player of order) {
      const worth = at(before)
      before.add(player)
      sums.set(player, sums.get(player)! + at(before) - worth)
    }
  }
  const shares = shapleyValues(players, changed => exact(at(new Set(players.filter(changed)))))!
  for (const player of players) expect(equal(shares.get(player)!, exact(sums.get(player)!, 24))).toBe(true)
})

test('groups change as one for those outside: the mean over orders that keep them together', () => {
  const values = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5, 9, 0, 4, 5]
  const players = ['a', 'b', 'c', 'd']
  const at = (set: ReadonlySet<string>) =>
    values[players.reduce((bits, player, index) => bits | (set.has(player) ? 1 << index : 0), 0)]!
  const tree: DriverTree[] = [{ key: 'ab', children: [{ key: 'a' }, { key: 'b' }] }, { key: 'c' }, { key: 'd' }]
  const together = orders(players).filter(order => Math.abs(order.indexOf('a') - order.indexOf('b')) === 1)
  const sums = new Map(players.map(player => [player, 0]))
  for (const order of together) {
    const before = new Set<string>()
    for (const player of order) {
      const worth = at(before)
      before.add(player)
      sums.set(player, sums.get(player)! + at(before) - worth)
    }
  }
  const shares = byKey(owenValues(tree, changed => exact(at(new Set(players.filter(changed)))))!)
  for (const player of players) expect(equal(shares.get(player)!, exact(sums.get(player)!, together.length))).toBe(true)
})

test('a state without a value leaves the change unexplained', () => {
  expect(shapleyValues(['a', 'b'], changed => (changed('a') && !changed('b') ? null : exact(1)))).toBeNull()
})

test('more than twelve siblings, or two of a key, are refused by name', () => {
  const many = Array.from({ length: 13 }, (_, index) => String(index))
  expect(() => shapleyValues(many, () => none)).toThrow('at most 12 drivers may stand side by side: there are 13')
  expect(() => shapleyValues(['a', 'a'], () => none)).toThrow('"a" comes twice')
})

test('twelve players are shared exactly', () => {
  const players = Array.from({ length: 12 }, (_, index) => `p${index}`)
  const value: StateValue = changed => {
    const count = players.filter(changed).length
    return exact(count * count * count)
  }
  const shares = shapleyValues(players, value)!
  for (const share of shares.values()) expect(nearest(share)).toBe(144)
})

const RUNS = 100_000
const positive = fc.integer({ min: 1, max: 300 })
const few = fc.integer({ min: 0, max: 300 })

interface State {
  readonly quantity: number
  readonly price: number
  readonly hours: number
  readonly rate: number
  readonly license: number
}
const state: fc.Arbitrary<State> = fc.record({
  quantity: positive,
  price: positive,
  hours: few,
  rate: few,
  license: few,
})

/** Margin of quantity × price after (hours × rate) and licenses, in percent. */
function margin(from: State, to: State): StateValue {
  return changed => {
    const of = (key: keyof State) => exact((changed(key) ? to : from)[key])
    const revenue = times(of('quantity'), of('price'))
    const profit = minus(minus(revenue, times(of('hours'), of('rate'))), of('license'))
    return over(times(profit, exact(100)), revenue)
  }
}
const marginTree: DriverTree[] = [
  { key: 'revenue', children: [{ key: 'quantity' }, { key: 'price' }] },
  { key: 'labour', children: [{ key: 'hours' }, { key: 'rate' }] },
  { key: 'license' },
]
const reversedTree = (trees: readonly DriverTree[]): DriverTree[] =>
  trees.map(({ key, children }) => (children ? { key, children: reversedTree(children) } : { key })).reverse()

test(`margins, ${RUNS} cases: Σ drivers = difference, children = parent, reversal negates, order is of no account, unchanged is 0`, () => {
  fc.assert(
    fc.property(state, state, fc.integer({ min: 0, max: 31 }), (from, given, kept) => {
      const keys = Object.keys(from) as (keyof State)[]
      const to = Object.fromEntries(
        keys.map((key, index) => [key, kept & (1 << index) ? from[key] : given[key]]),
      ) as unknown as State
      const value = margin(from, to)
      const shares = owenValues(marginTree, value)!
      const difference = minus(value(() => true)!, value(() => false)!)
      if (!equal(total(shares.map(({ share }) => share)), difference)) return false
      if (
        !all(shares).every(
          ({ share, children }) => children.length === 0 || equal(total(children.map(child => child.share)), share),
        )
      )
        return false
      if (
        !leaves(shares).every(
          ({ key, share }) => from[key as keyof State] !== to[key as keyof State] || equal(share, none),
        )
      )
        return false
      const found = byKey(shares)
      const backward = byKey(owenValues(reversedTree(marginTree), margin(to, from))!)
      return [...found].every(([key, share]) => equal(plus(share, backward.get(key)!), none))
    }),
    { numRuns: RUNS, seed: 1 },
  )
})

test(`products of up to four factors, ${RUNS} cases: the same laws`, () => {
  const factors = fc.array(
    fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }), fc.boolean()),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  fc.assert(
    fc.property(factors, given => {
      const players = given.map(([from, to, kept], index) => ({ key: String(index), from, to: kept ? from : to }))
      const product =
        (back: boolean): StateValue =>
        changed =>
          exact(players.reduce((value, { key, from, to }) => value * (changed(key) !== back ? to : from), 1))
      const keys = players.map(({ key }) => key)
      const shares = shapleyValues(keys, product(false))!
      const backward = shapleyValues([...keys].reverse(), product(true))!
      const difference = minus(product(false)(() => true)!, product(false)(() => false)!)
      return (
        equal(total(shares.values()), difference) &&
        players.every(
          ({ key, from, to }) =>
            equal(plus(shares.get(key)!, backward.get(key)!), none) && (from !== to || equal(shares.get(key)!, none)),
        )
      )
    }),
    { numRuns: RUNS, seed: 2 },
  )
})

function orders<T>(items: readonly T[]): T[][] {
  return items.length === 0
    ? [[]]
    : items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map(rest => [item, ...rest]))
}
