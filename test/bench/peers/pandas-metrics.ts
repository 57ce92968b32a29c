import { fileURLToPath } from 'node:url'
import { python } from '../installed.ts'
import { runMeasured } from '../run-measured.ts'
import type { World } from '../world.ts'
import { allRuns, countedMedian, type MetricSums, type Repeats } from './metric-sums.ts'

/** groupby over frames that are in memory already; reading the files is not counted. */
export async function pandasMetrics(world: World, repeats: Repeats) {
  const script = fileURLToPath(new URL('pandas-metrics.py', import.meta.url))
  const run = await runMeasured(python, [script, world.folder, allRuns(repeats)])
  const { seconds, sums, peakBytes } = JSON.parse(run.output) as {
    seconds: number[]
    sums: MetricSums
    peakBytes: number
  }
  return { seconds: countedMedian(seconds, repeats), sums, peakBytes }
}
