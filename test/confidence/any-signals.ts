import fc from 'fast-check'
import { type ConfidenceSignals, confidenceFamilies } from '../../server/analytics/confidence/signals.ts'

/** A value where nothing is wrong. */
export const sound: ConfidenceSignals = {
  family: 'AMOUNT',
  datasets: 1,
  known: true,
  days: 31,
  daysReached: 31,
  reach: 1,
  age: 20,
  revision: 0.005,
  ofList: false,
  watched: 12,
  pattern: 1,
  usualRows: 20,
  monthRows: 22,
  outliers: 0,
  volatility: 0.2,
  rejected: 0,
  conflicts: 0,
  repeats: 0,
  imputed: 0,
  leftOut: 0,
  rows: 22,
  reviews: null,
}

const share = fc.double({ min: 0, max: 1, noNaN: true })

/** Any signals that stored data can give. */
export const anySignals: fc.Arbitrary<ConfidenceSignals> = fc.record({
  family: fc.constantFrom(...confidenceFamilies),
  datasets: fc.integer({ min: 1, max: 3 }),
  known: fc.constant(true),
  days: fc.integer({ min: 1, max: 366 }),
  daysReached: fc.integer({ min: 0, max: 366 }),
  reach: share,
  age: fc.option(fc.integer({ min: -400, max: 2000 })),
  revision: share,
  ofList: fc.boolean(),
  watched: fc.integer({ min: 0, max: 5000 }),
  pattern: fc.option(share),
  usualRows: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true })),
  monthRows: fc.integer({ min: 0, max: 1e6 }),
  outliers: fc.option(share),
  volatility: fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
  rejected: share,
  conflicts: share,
  repeats: share,
  imputed: share,
  leftOut: share,
  rows: fc.integer({ min: 0, max: 1e6 }),
  reviews: fc.option(fc.record({ decided: fc.integer({ min: 0, max: 40 }), approved: share })),
})
