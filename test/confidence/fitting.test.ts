import { describe, expect, test } from 'vitest'
import { randomStream } from '../../server/demo/random-stream.ts'
import { logisticRegression } from './fit/logistic-regression.ts'
import { bootstrapInterval } from './judge/bootstrap.ts'
import { auroc, bins, brierScore, calibrationError, constantBrierScore, type Judged } from './judge/calibration.ts'
import { histories } from './simulate/histories.ts'

const random = randomStream(7, 'fitting')
const uniform = (count: number) => Array.from({ length: count }, () => random.next() * 4 - 2)

function observed(columns: readonly (readonly number[])[], logit: (row: number) => number) {
  const rows = columns[0]!.length
  const features = new Float64Array(rows * columns.length)
  for (let row = 0; row < rows; row++)
    for (const [column, values] of columns.entries()) features[row * columns.length + column] = values[row]!
  const outcomes = Uint8Array.from({ length: rows }, (_, row) =>
    Number(random.next() < 1 / (1 + Math.exp(-logit(row)))),
  )
  return { width: columns.length, features, outcomes }
}

describe('logistic regression', () => {
  const [a, b, same] = [uniform(40_000), uniform(40_000), Array.from({ length: 40_000 }, () => 3)]
  const observations = observed([a, b, same], row => 0.5 + 1.2 * a[row]! - 0.7 * b[row]!)

  test('finds the weights that made the data; a constant column has none', () => {
    const { intercept, weights } = logisticRegression(observations, { penalty: 0.01, signs: [0, 0, 0] })
    expect(intercept).toBeCloseTo(0.5, 1)
    expect(weights[0]).toBeCloseTo(1.2, 1)
    expect(weights[1]).toBeCloseTo(-0.7, 1)
    expect(weights[2]).toBe(0)
  })

  test('holds a weight of a forbidden sign at 0', () => {
    const { weights } = logisticRegression(observations, { penalty: 0.01, signs: [1, 1, 0] })
    expect(weights[0]).toBeGreaterThan(1)
    expect(weights[1]).toBe(0)
  })

  test('draws weights to 0 as the penalty grows', () => {
    const { weights } = logisticRegression(observations, { penalty: 1e7, signs: [0, 0, 0] })
    expect(Math.abs(weights[0]!)).toBeLessThan(0.01)
  })

  test('refuses a number that is not finite', () => {
    expect(() =>
      logisticRegression(
        { width: 1, features: Float64Array.of(1, Number.NaN), outcomes: Uint8Array.of(0, 1) },
        { penalty: 1, signs: [0] },
      ),
    ).toThrow('column 0 holds a number that is not finite')
  })
})

describe('judging probabilities', () => {
  const honest: Judged[] = Array.from({ length: 20_000 }, (_, cluster) => {
    const score = random.next()
    return { score, near: random.next() < score, cluster }
  })
  const boastful = honest.map(one => ({ ...one, score: Math.sqrt(one.score) }))

  test('finds an honest one calibrated and a boastful one not', () => {
    expect(calibrationError(honest)).toBeLessThan(0.02)
    // ∫ √p − p from 0 to 1 = 1/6.
    expect(calibrationError(boastful)).toBeCloseTo(1 / 6, 1)
    expect(brierScore(boastful)).toBeGreaterThan(brierScore(honest))
    expect(brierScore(honest)).toBeLessThan(constantBrierScore(honest))
  })

  test('ranks by order alone; a constant ranks like a coin', () => {
    expect(auroc(boastful)).toBe(auroc(honest))
    expect(auroc(honest.map(one => ({ ...one, score: 0.3 })))).toBe(0.5)
    expect(auroc(honest.map(one => ({ ...one, score: Number(one.near) })))).toBe(1)
  })

  test('bins have the same mass and hold everything', () => {
    const counts = bins(honest, 15).map(bin => bin.count)
    expect(counts.reduce((a, b) => a + b)).toBe(honest.length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })

  test('the interval of a bootstrap holds the statistic', () => {
    const rate = (sample: readonly Judged[]) => sample.filter(one => one.near).length / sample.length
    const some = honest.slice(0, 400)
    const { from, to } = bootstrapInterval(some, rate, randomStream(1, 'bootstrap'), 200)
    expect(from).toBeLessThan(rate(some))
    expect(to).toBeGreaterThan(rate(some))
  })
})

describe('simulated histories', () => {
  test('are the same for the same seed, and others for another', () => {
    const set = { kind: 'fitted', firstSeed: 77, perShape: 1 } as const
    expect(histories(set)).toEqual(histories(set))
    expect(histories({ ...set, firstSeed: 78 })).not.toEqual(histories(set))
  })
})
