import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Calibration, calibrated, uncalibrated } from '../../server/ask/answer/calibrated.ts'
import { fittedCalibration, type Judged } from './eval/fitted-calibration.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

test('the calibration is what the fit gives on the answers that were judged', () => {
  const fit = fittedCalibration(read('eval/confidences.json') as Judged[])
  expect(fit).toEqual(read('../../server/ask/answer/calibration.json') as Calibration)
})

test('a better reading keeps the better chance, and the way back is known', () => {
  const confidence = fc.double({ min: 0.01, max: 0.99, noNaN: true })
  fc.assert(
    fc.property(confidence, confidence, (a, b) => {
      if (a < b) expect(calibrated(a)).toBeLessThanOrEqual(calibrated(b))
      expect(uncalibrated(calibrated(a))).toBeCloseTo(a, 6)
    }),
  )
})

test('the fit finds a line that is known', () => {
  const judged = Array.from({ length: 4000 }, (_, i): Judged => {
    const raw = 0.5 + (i % 40) / 100
    return [raw, ((i * 7919) % 4000) / 4000 < calibrated(raw, { slope: 1.5, offset: 0.5 })]
  })
  const { slope, offset } = fittedCalibration(judged)
  expect(slope).toBeCloseTo(1.5, 0)
  expect(offset).toBeCloseTo(0.5, 0)
})
