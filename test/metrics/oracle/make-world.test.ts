import { expect, test } from 'vitest'
import { doubleOf, fraction, fractionOf, textOf } from './fraction.ts'
import { bigSize, makeWorld, smallSize } from './make-world.ts'
import { oracleMetrics } from './metrics.ts'
import { oracleTable } from './oracle.ts'
import { worldFiles } from './world-files.ts'

test('the same seed makes the same world, another seed another', () => {
  expect(makeWorld(7, smallSize)).toEqual(makeWorld(7, smallSize))
  expect(makeWorld(7, smallSize)).not.toEqual(makeWorld(8, smallSize))
})

test('a big world has a value for every metric, and a file for every dataset', () => {
  const world = makeWorld(1, bigSize, true)
  const metrics = Object.keys(oracleMetrics)
  const { totals } = oracleTable(world, { metrics, groupBy: [], period: null })
  // Growth of all there is has nothing before it.
  expect(metrics.filter((_, index) => totals[index] === null)).toEqual(['revenue_growth_pct'])
  expect(worldFiles(world).map(file => file.dataset)).toHaveLength(7)
})

test('fractions show as decimals where they end, and become the nearest double', () => {
  expect([fraction(-25, 2), fraction(1, 3), fraction(40), fractionOf('-0.050')].map(textOf)).toEqual([
    '-12.5',
    '1/3',
    '40',
    '-0.05',
  ])
  expect([fraction(1, 3), fraction(2, 3), fraction(-1, 7e9), fraction(10n ** 30n, 7)].map(doubleOf)).toEqual([
    1 / 3,
    2 / 3,
    -1 / 7e9,
    1e30 / 7,
  ])
})
