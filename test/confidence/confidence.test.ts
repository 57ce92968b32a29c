import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coefficients } from '../../server/analytics/confidence/coefficients.ts'
import { confidence, confidenceLevel } from '../../server/analytics/confidence/confidence.ts'
import { features } from '../../server/analytics/confidence/features.ts'
import { type ConfidenceSignals, confidenceFamilies } from '../../server/analytics/confidence/signals.ts'
import { anySignals, sound } from './any-signals.ts'

const scoreOf = (signals: ConfidenceSignals): number => confidence(signals).score
const effectsOf = (signals: ConfidenceSignals) => confidence(signals).signals

describe('confidence', () => {
  test('is a probability, and base + Σ effects is the score', () => {
    fc.assert(
      fc.property(anySignals, signals => {
        const { score, base, signals: effects } = confidence(signals)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(base + effects.reduce((sum, one) => sum + one.effect, 0)).toBeCloseTo(score, 10)
      }),
      { numRuns: 2000 },
    )
  })

  test('has the weights of the features it knows, in their order, none of a forbidden sign', () => {
    expect(coefficients.features).toEqual(features.map(feature => feature.key))
    for (const family of confidenceFamilies) {
      const { weights } = coefficients.families[family]
      expect(weights).toHaveLength(features.length)
      for (const [index, { sign }] of features.entries())
        if (sign !== 0) expect(sign * weights[index]!).toBeGreaterThanOrEqual(0)
    }
  })

  const worse: readonly (readonly [string, (s: ConfidenceSignals, by: number) => ConfidenceSignals])[] = [
    ['less coverage', (s, by) => ({ ...s, reach: s.reach * (1 - by) })],
    ['fewer of the usual rows', (s, by) => ({ ...s, pattern: s.pattern === null ? null : s.pattern * (1 - by) })],
    ['larger later changes', (s, by) => ({ ...s, revision: s.revision + (1 - s.revision) * by })],
    ['more rejected rows', (s, by) => ({ ...s, rejected: s.rejected + (1 - s.rejected) * by })],
    ['more rows on an assumption', (s, by) => ({ ...s, imputed: s.imputed + (1 - s.imputed) * by })],
    ['more rows left out', (s, by) => ({ ...s, leftOut: s.leftOut + (1 - s.leftOut) * by })],
    ['more disagreeing figures', (s, by) => ({ ...s, conflicts: s.conflicts + (1 - s.conflicts) * by })],
    ['more repeats', (s, by) => ({ ...s, repeats: s.repeats + (1 - s.repeats) * by })],
    [
      'fewer approvals',
      (s, by) => ({ ...s, reviews: s.reviews && { ...s.reviews, approved: s.reviews.approved * (1 - by) } }),
    ],
  ]
  test.each(worse)('never rises with %s', (_, spoil) => {
    fc.assert(
      fc.property(anySignals, fc.double({ min: 0, max: 1, noNaN: true }), (signals, by) => {
        expect(scoreOf(spoil(signals, by))).toBeLessThanOrEqual(scoreOf(signals) + 1e-12)
      }),
      { numRuns: 500 },
    )
  })

  test.each(confidenceFamilies)('is high for %s where nothing is wrong', family => {
    expect(scoreOf({ ...sound, family })).toBeGreaterThan(0.75)
  })

  test('falls where half of the month is uploaded, and says so in words and numbers', () => {
    const half = {
      ...sound,
      daysReached: 12,
      reach: 0.4,
      age: -19,
      revision: 0.5,
      pattern: 0.95,
      rows: 8,
      monthRows: 8,
      usualRows: 8,
    }
    expect(scoreOf(half)).toBeLessThan(scoreOf(sound) - 0.3)
    const [first] = effectsOf(half)
    expect(first).toMatchObject({ key: 'reach', value: 0.4, text: 'Only 12 of 31 days are reached by the uploads' })
    expect(first!.effect).toBeLessThan(-0.2)
  })

  test('gives a signal where nothing is wrong no effect, and leaves out what is not known', () => {
    const effects = new Map<string, { effect: number }>(
      effectsOf({ ...sound, rejected: 0.1 }).map(one => [one.key, one]),
    )
    expect(effects.get('reach')!.effect).toBeCloseTo(0, 12)
    expect(effects.get('rejected')!.effect).toBeLessThan(0)
    expect(effectsOf({ ...sound, pattern: null, volatility: null, outliers: null }).map(one => one.key)).toEqual(
      expect.not.arrayContaining(['pattern', 'volatility', 'outliers', 'reviews']),
    )
  })

  test('says small shares as what they are, and who has looked', () => {
    const texts = effectsOf({
      ...sound,
      rejected: 0.0001,
      imputed: 0.123,
      reviews: { decided: 4, approved: 0.75 },
    }).map(one => one.text)
    expect(texts).toEqual(
      expect.arrayContaining([
        'Rejected: less than 0.1 % of the uploaded rows',
        'Assumed: 12.3 % of the rows',
        '75 % of 4 reviews approved the value shown',
        'No fewer rows than usual: 22, of 20 expected',
      ]),
    )
  })

  test('is 0 for a value that is not there', () => {
    const { score, level, base, signals } = confidence({ ...sound, known: false })
    expect({ score, level }).toEqual({ score: 0, level: 'AMBIGUOUS' })
    expect(signals).toEqual([expect.objectContaining({ key: 'known', effect: -base })])
  })

  test('has levels from 0.9, 0.7 and 0.5 on', () => {
    expect([1, 0.9, 0.8999, 0.7, 0.6999, 0.5, 0.4999, 0].map(confidenceLevel)).toEqual([
      'HIGH',
      'HIGH',
      'MEDIUM',
      'MEDIUM',
      'LOW',
      'LOW',
      'AMBIGUOUS',
      'AMBIGUOUS',
    ])
  })

  test('becomes plain JSON with all of its parts', () => {
    const made = confidence({ ...sound, rejected: 0.02 })
    expect(JSON.parse(JSON.stringify(made))).toEqual({
      score: made.score,
      level: made.level,
      base: made.base,
      signals: made.signals.map(({ key, label, value, effect, text }) => ({ key, label, value, effect, text })),
    })
  })
})
