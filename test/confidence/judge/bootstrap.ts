import type { RandomStream } from '../../../server/demo/random-stream.ts'
import type { Judged } from './calibration.ts'

export interface Interval {
  readonly from: number
  readonly to: number
}

/**
 * The middle 95 % of a statistic over samples drawn with replacement. Whole clusters are drawn: values of one
 * organization share its accidents, so that single values would make the interval too narrow.
 */
export function bootstrapInterval(
  judged: readonly Judged[],
  statistic: (sample: readonly Judged[]) => number,
  random: RandomStream,
  times = 300,
): Interval {
  const clusters = [...Map.groupBy(judged, one => one.cluster).values()]
  const found = Array.from({ length: times }, () =>
    statistic(Array.from({ length: clusters.length }, () => random.pick(clusters)).flat()),
  ).toSorted((a, b) => a - b)
  return { from: found[Math.floor(times * 0.025)]!, to: found[Math.ceil(times * 0.975) - 1]! }
}
