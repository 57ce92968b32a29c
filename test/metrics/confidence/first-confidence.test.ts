import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confidenceBase, firstConfidence } from '../../../server/metrics/confidence/first-confidence.ts'

const perfect = { known: true, coverage: 1, rejected: 0, imputed: 0, leftOut: 0, rows: 100, minimumSample: 5 }

test('complete data is HIGH, a value that is not known AMBIGUOUS', () => {
  expect(firstConfidence(perfect)).toMatchObject({ score: confidenceBase, level: 'HIGH' })
  expect(firstConfidence({ ...perfect, known: false })).toMatchObject({ score: 0, level: 'AMBIGUOUS' })
})

test('levels follow the score: half the months is AMBIGUOUS, three of four MEDIUM', () => {
  expect(firstConfidence({ ...perfect, coverage: 0.5 }).level).toBe('AMBIGUOUS')
  expect(firstConfidence({ ...perfect, coverage: 0.75 }).level).toBe('MEDIUM')
  expect(firstConfidence({ ...perfect, coverage: 0.6 }).level).toBe('LOW')
})

const share = fc.double({ min: 0, max: 1, noNaN: true })
const input = fc.record({
  known: fc.boolean(),
  coverage: share,
  rejected: share,
  imputed: share,
  leftOut: share,
  rows: fc.nat(1000),
  minimumSample: fc.nat(50),
})

test('base + Σ effects = score, which stays between 0 and 1', () => {
  fc.assert(
    fc.property(input, given => {
      const { score, signals } = firstConfidence(given)
      expect(signals.reduce((sum, signal) => sum + signal.effect, confidenceBase)).toBeCloseTo(score, 10)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1)
    }),
  )
})

test('nothing that gets worse raises it', () => {
  fc.assert(
    fc.property(input, fc.constantFrom('rejected', 'imputed', 'leftOut'), share, (given, key, more) => {
      const worse = { ...given, [key]: Math.max(given[key], more) }
      expect(firstConfidence(worse).score).toBeLessThanOrEqual(firstConfidence(given).score)
    }),
  )
})

test('every signal says in words what it found', () => {
  const texts = firstConfidence({ ...perfect, coverage: 0.5, imputed: 0.123 }).signals.map(signal => signal.text)
  expect(texts).toContain('The data covers 50 % of the period')
  expect(texts).toContain('12.3 % of the rows rest on an assumption')
})
