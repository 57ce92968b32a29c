import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type MetricSums, median } from '../peers/metric-sums.ts'
import { runMeasured } from '../run-measured.ts'
import type { World } from '../world.ts'
import { productImport } from './product-import.ts'

/** The product's table of four metrics by client and month; nothing is kept between the runs. */
export async function productMetrics(world: World, repeats: number) {
  const database = join(world.folder, 'metrics.sqlite')
  const { problems } = await productImport(world, database)
  if (problems.length > 0) throw new Error(`Importing the files: ${problems.join('; ')}`)
  const script = fileURLToPath(new URL('run-metrics.ts', import.meta.url))
  const run = await runMeasured(process.execPath, [script, database, String(repeats)])
  const { seconds, sums, peakBytes } = JSON.parse(run.output) as {
    seconds: number[]
    sums: MetricSums
    peakBytes: number
  }
  return { seconds: median(seconds), sums, peakBytes }
}
