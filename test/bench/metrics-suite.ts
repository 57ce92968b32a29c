import { join } from 'node:path'
import { type Contender, contenderTable, contending } from './contender.ts'
import { installed, pythonModules } from './installed.ts'
import { type MetricSums, sameSums } from './peers/metric-sums.ts'
import { pandasMetrics } from './peers/pandas-metrics.ts'
import { sqliteMetrics } from './peers/sqlite-metrics.ts'
import { productMetrics } from './product/product-metrics.ts'
import type { World } from './world.ts'

const REPEATS = 7

/** Revenue, labour cost, license cost and hours of every client in every month, from data that is loaded already. */
export async function metricsSuite(world: World) {
  const product = await productMetrics(world, REPEATS)
  // The product's own answer is held to what the files add up to; the others to the product's.
  const right = product.sums.hours === world.hours && product.sums.revenue === world.revenue
  const contender = ({
    seconds,
    sums,
    peakBytes,
  }: {
    seconds: number
    sums: MetricSums
    peakBytes: number | null
  }) => ({
    seconds,
    rows: sums.rows,
    peakBytes,
    agrees: right && sameSums(sums, product.sums),
  })
  const contenders: Contender[] = [
    { name: 'MoatMetrics: readMetricTable, each value with its proof', ...contender(product) },
    await contending(
      'sqlite3: plain SQL over text columns, indexes on client and date',
      installed('sqlite3', '--version') ? null : 'sqlite3 is not installed',
      async () => contender(await sqliteMetrics(world, join(world.folder, 'text.db'), 3)),
    ),
    await contending(
      'pandas groupby, frames in memory',
      pythonModules('pandas') ? null : 'python3-pandas is not installed',
      async () => contender(await pandasMetrics(world, REPEATS)),
    ),
  ]
  const title = `Four metrics by client and month, ${world.clients} clients, ${world.files.time_logs.rows} time logs; median, data loaded before`
  return { contenders, sums: product.sums, text: [title, '', contenderTable(contenders)].join('\n') }
}
