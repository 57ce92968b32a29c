import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runMeasured } from '../run-measured.ts'
import type { World } from '../world.ts'
import { allRuns, countedMedian, type MetricSums, type Repeats } from './metric-sums.ts'

/** One SQL over DuckDB's own typed tables, on all cores; loading the files is not counted. */
export async function duckdbMetrics(world: World, database: string, repeats: Repeats) {
  const script = fileURLToPath(new URL('run-duckdb-metrics.ts', import.meta.url))
  const run = await runMeasured(process.execPath, [script, world.folder, database, allRuns(repeats)])
  rmSync(database, { force: true })
  const { seconds, sums, peakBytes } = JSON.parse(run.output) as {
    seconds: number[]
    sums: MetricSums
    peakBytes: number
  }
  return { seconds: countedMedian(seconds, repeats), sums, peakBytes }
}
