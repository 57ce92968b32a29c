import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPolicies } from '../../server/governance/default-policies.ts'
import { type AnalysedResult, triggers } from '../../server/reviews/triggers.ts'

const { review } = defaultPolicies
const nothing = { ...review, sampleShare: 0 }
const plain: AnalysedResult = {
  ...{ organizationId: 1, metric: 'revenue', clientId: 3, month: '2026-03', confidence: 0.95, history: [] },
  ...{ value: 100, valueExact: '100' },
  ...{ show: amount => `$${amount}`, showChange: amount => `${amount} points` },
}
const codes = (result: Partial<AnalysedResult>, policy = nothing) =>
  triggers({ ...plain, ...result }, policy).map(reason => reason.code)

test('each limit of the default policy opens a task just beyond it, and not at it', () => {
  expect(codes({})).toEqual([])
  expect([codes({ confidence: 0.7 }), codes({ confidence: 0.69 })]).toEqual([[], ['CONFIDENCE']])
  const limits = [
    ['gross_margin_pct', 0, -0.1, 'BELOW_LIMIT'],
    ['license_utilization_pct', 50, 49.9, 'BELOW_LIMIT'],
    ['utilization_pct', 60, 59.9, 'BELOW_LIMIT'],
    ['utilization_pct', 120, 120.1, 'ABOVE_LIMIT'],
  ] as const
  for (const [metric, at, beyond, code] of limits)
    expect([metric, codes({ metric, value: at }), codes({ metric, value: beyond })]).toEqual([metric, [], [code]])
})

test('spend that rises or falls by more than 20 % a month is looked at', () => {
  // Slope 50 a month of a mean of 200: 25 %.
  expect(codes({ metric: 'spend', history: [100, 150, 200, 250], value: 300 })).toEqual(['TREND'])
  expect(codes({ metric: 'spend', history: [300, 250, 200, 150], value: 100 })).toEqual(['TREND'])
  expect(codes({ metric: 'spend', history: [180, 190, 200, 210], value: 220 })).toEqual([])
  expect(codes({ metric: 'revenue', history: [100, 150, 200, 250], value: 300 })).toEqual([])
})

test('a change beyond median ± 3 × 1.4826 MAD of earlier changes is looked at, with enough of them', () => {
  // Changes 10, 12, 8, 11, 9, 10: median 10, MAD 1.
  const history = [100, 110, 122, 130, 141, 150, 160]
  expect(codes({ history, value: 174.4 })).toEqual([])
  expect(codes({ history, value: 174.5 })).toEqual(['UNUSUAL_CHANGE'])
  expect(codes({ history, value: 165.5 })).toEqual(['UNUSUAL_CHANGE'])
  expect(codes({ history: history.slice(1), value: 500 })).toEqual([])
})

test('where a series hardly ever changed, a small change is none to look at', () => {
  const history = [200, 200, 200, 200, 200, 200, 200, 200]
  expect(codes({ history, value: 209 })).toEqual([])
  expect(codes({ history, value: 211 })).toEqual(['UNUSUAL_CHANGE'])
})

test('reasons are sentences with the units of the metric', () => {
  const texts = (result: Partial<AnalysedResult>) =>
    triggers({ ...plain, ...result }, nothing).map(reason => reason.text)
  const history = [100, 110, 122, 130, 141, 150, 160]
  expect(texts({ history, value: 145, confidence: 0.65 })).toEqual([
    'Its confidence is 65 %, below 70 %',
    'It fell by 15 points from the month before; its changes usually lie between 5.5522 points and 14.4478 points',
  ])
  expect(texts({ confidence: 0.69999 })).toEqual(['Its confidence is 69.9 %, below 70 %'])
  expect(texts({ metric: 'utilization_pct', value: 40 })).toEqual(['It is $40, below the limit of $60'])
})

test('the sample is the same for the same results, and of about the share asked for', () => {
  const sampled = (result: Partial<AnalysedResult>) => codes(result, { ...nothing, sampleShare: 0.05 }).length > 0
  fc.assert(
    fc.property(fc.nat(), fc.string(), fc.nat(), fc.string(), (organizationId, metric, clientId, valueExact) => {
      const result = { organizationId, metric: `m${metric}`, clientId, valueExact }
      expect(sampled(result)).toBe(sampled({ ...result }))
    }),
  )
  const drawn = Array.from({ length: 20_000 }, (_, clientId) => sampled({ clientId })).filter(Boolean).length
  // 1000 expected, standard deviation 31.
  expect(drawn).toBeGreaterThan(850)
  expect(drawn).toBeLessThan(1150)
})
