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
import { asProducts, productEffects } from '../../server/analytics/product-effects.ts'
import { partEffect, type Ratio, ratioEffects } from '../../server/analytics/ratio-effects.ts'
import { shapleyValues } from '../../server/analytics/shapley.ts'

const equal = (a: Exact, b: Exact): boolean => comparison(a, b) === 0
const RUNS = 100_000

test('hours × rate: the closed form is the Shapley value', () => {
  const number = fc.integer({ min: -1000, max: 1000 })
  fc.assert(
    fc.property(number, number, number, number, (h0, r0, h1, r1) => {
      const effects = productEffects({ volume: exact(h0), rate: exact(r0) }, { volume: exact(h1), rate: exact(r1) })
      const shares = shapleyValues(['h', 'r'], changed => exact((changed('h') ? h1 : h0) * (changed('r') ? r1 : r0)))!
      return equal(effects.volume, shares.get('h')!) && equal(effects.rate, shares.get('r')!)
    }),
    { numRuns: 10_000, seed: 3 },
  )
})

test('a side without volume takes the rate of the other: what came is volume, not price', () => {
  const products = asProducts({ amount: none, volume: none }, { amount: exact(600), volume: exact(12) })!
  const effects = productEffects(products.from, products.to)
  expect([nearest(effects.volume), nearest(effects.rate)]).toEqual([600, 0])
})

test('nothing on both sides is nothing', () => {
  const products = asProducts({ amount: none, volume: none }, { amount: none, volume: none })!
  const effects = productEffects(products.from, products.to)
  expect([nearest(effects.volume), nearest(effects.rate)]).toEqual([0, 0])
})

test('an amount without volume is no product', () => {
  expect(asProducts({ amount: exact(5), volume: none }, { amount: exact(6), volume: exact(1) })).toBeNull()
})

const part = fc.record({
  top0: fc.integer({ min: -1e6, max: 1e6 }),
  top1: fc.integer({ min: -1e6, max: 1e6 }),
  bottom0: fc.integer({ min: 1, max: 1e6 }),
  bottom1: fc.integer({ min: 1, max: 1e6 }),
  /** 0: comes, 1: goes, 2: does not change, else changes. */
  fate: fc.integer({ min: 0, max: 7 }),
})
const sides = ({ top0, top1, bottom0, bottom1, fate }: typeof part extends fc.Arbitrary<infer T> ? T : never) => {
  const from: Ratio = fate === 0 ? { top: none, bottom: none } : { top: exact(top0), bottom: exact(bottom0) }
  const to: Ratio =
    fate === 1 ? { top: none, bottom: none } : fate === 2 ? from : { top: exact(top1), bottom: exact(bottom1) }
  return { from, to }
}
const sumOf = (ratios: readonly Ratio[]): Ratio => ({
  top: total(ratios.map(({ top }) => top)),
  bottom: total(ratios.map(({ bottom }) => bottom)),
})

test(`a ratio by its parts, ${RUNS} cases: Σ drivers = difference, reversal negates, order is of no account, unchanged is 0, parts of parts add up`, () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.nat(5), (given, turn) => {
      const parts = given.map(sides)
      const [from, to] = [sumOf(parts.map(({ from }) => from)), sumOf(parts.map(({ to }) => to))]
      const effects = ratioEffects(from, to)
      if (effects === null) return comparison(from.bottom, none) === 0 || comparison(to.bottom, none) === 0
      const shares = parts.map(each => partEffect(effects, each.from, each.to))
      const difference = minus(over(to.top, to.bottom)!, over(from.top, from.bottom)!)
      if (!equal(total(shares), difference)) return false
      const backward = ratioEffects(to, from)!
      if (!parts.every((each, index) => equal(plus(shares[index]!, partEffect(backward, each.to, each.from)), none)))
        return false
      const turned = [...parts.slice(turn % parts.length), ...parts.slice(0, turn % parts.length)]
      const again = ratioEffects(sumOf(turned.map(({ from }) => from)), sumOf(turned.map(({ to }) => to)))!
      if (!parts.every((each, index) => equal(shares[index]!, partEffect(again, each.from, each.to)))) return false
      if (!given.every(({ fate }, index) => fate !== 2 || equal(shares[index]!, none))) return false
      // A client is its measures: top and bottom apart.
      return parts.every(({ from, to }, index) => {
        const measures = [
          partEffect(effects, { top: from.top, bottom: none }, { top: to.top, bottom: none }),
          partEffect(effects, { top: none, bottom: from.bottom }, { top: none, bottom: to.bottom }),
        ]
        return equal(total(measures), shares[index]!)
      })
    }),
    { numRuns: RUNS, seed: 4 },
  )
})

test('with revenue below the line, what measures get by clients is their Shapley value in the whole margin', () => {
  const amount = fc.integer({ min: 1, max: 1e6 })
  const sums = fc.record({ revenue: amount, labour: amount, license: amount })
  fc.assert(
    fc.property(sums, sums, (from, to) => {
      const ratio = (of: typeof from): Ratio => ({
        top: exact(of.revenue - of.labour - of.license),
        bottom: exact(of.revenue),
      })
      const effects = ratioEffects(ratio(from), ratio(to))!
      const shares = shapleyValues(['revenue', 'labour', 'license'], changed => {
        const of = (key: keyof typeof from) => (changed(key) ? to : from)[key]
        return exact(of('revenue') - of('labour') - of('license'), of('revenue'))
      })!
      const change = (key: keyof typeof from) => exact(to[key] - from[key])
      return (
        equal(shares.get('labour')!, times(exact(-1), times(effects.perTop, change('labour')))) &&
        equal(shares.get('license')!, times(exact(-1), times(effects.perTop, change('license')))) &&
        equal(shares.get('revenue')!, times(plus(effects.perTop, effects.perBottom), change('revenue')))
      )
    }),
    { numRuns: 10_000, seed: 5 },
  )
})
