import type { Calibration } from '../../../server/ask/answer/calibrated.ts'

/** A confidence before calibration, and whether the answer was right. */
export type Judged = readonly [confidence: number, right: boolean]

/**
 * The line of log-odds that fits best, by Newton's method, with Platt's targets just short of 0 and 1 so that few wrong
 * answers do not make anything certain. A falling line is replaced by a level one that still keeps the order.
 */
export function fittedCalibration(judged: readonly Judged[]): Calibration {
  const rights = judged.filter(([, right]) => right).length
  const [high, low] = [(rights + 1) / (rights + 2), 1 / (judged.length - rights + 2)]
  let [slope, offset] = [1, 0]
  for (let step = 0; step < 100; step++) {
    const sums = { s: 0, o: 0, ss: 1e-6, so: 0, oo: 1e-6 }
    for (const [confidence, right] of judged) {
      const x = Math.log(confidence / (1 - confidence))
      const p = 1 / (1 + Math.exp(-(slope * x + offset)))
      const [error, weight] = [(right ? high : low) - p, p * (1 - p)]
      sums.s += error * x
      sums.o += error
      sums.ss += weight * x * x
      sums.so += weight * x
      sums.oo += weight
    }
    const determinant = sums.ss * sums.oo - sums.so ** 2
    slope += (sums.oo * sums.s - sums.so * sums.o) / determinant
    offset += (sums.ss * sums.o - sums.so * sums.s) / determinant
  }
  return { slope: Number(Math.max(slope, 0.05).toFixed(4)), offset: Number(offset.toFixed(4)) }
}
