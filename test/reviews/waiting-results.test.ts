import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FoundResult } from '../../server/reviews/analysis/read-results.ts'
import { createWaitingResults } from '../../server/reviews/analysis/waiting-results.ts'

const results: fc.Arbitrary<FoundResult> = fc.record({
  metric: fc.constantFrom('revenue', 'hours'),
  scope: fc.constantFrom('data:read', 'cost:read'),
  clientId: fc.nat(),
  month: fc.nat(),
  uploadedBy: fc.option(fc.nat()),
  value: fc.double({ noNaN: true, noDefaultInfinity: true }).filter(value => !Object.is(value, -0)),
  valueExact: fc.string({ unit: 'binary' }),
  confidence: fc.option(fc.json()),
  reasons: fc.array(fc.record({ code: fc.constant('TREND' as const), text: fc.string({ unit: 'binary' }) })),
})

test('results that waited are what they were, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(results)), slices => {
      const waiting = createWaitingResults()
      for (const slice of slices) waiting.add(slice)
      // As often as they are asked for: a transaction may be tried again.
      expect([...waiting]).toEqual(slices.flat())
      expect([...waiting]).toEqual(slices.flat())
    }),
  )
})
