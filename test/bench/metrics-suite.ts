import { join } from 'node:path'
import { type Contender, contenderTable, contending } from './contender.ts'
import { installed, pythonModules } from './installed.ts'
import { duckdbMetrics } from './peers/duckdb-metrics.ts'
import { type MetricSums, sameSums } from './peers/metric-sums.ts'
import { pandasMetrics } from './peers/pandas-metrics.ts'
import { missingPeers } from './peers/peer-module.ts'
import { sqliteMetrics } from './peers/sqlite-metrics.ts'
import { productMetrics, servedMetrics } from './product/product-metrics.ts'
import { servedWorld } from './product/served-world.ts'
import type { World } from './world.ts'

/** Everybody's first runs are for compilers and caches. The shell has no compiler, and takes seconds a run. */
const REPEATS = { warming: 10, counted: 11 }
const SHELL_REPEATS = { warming: 1, counted: 3 }

/** Revenue, labour cost, license cost and hours of every client in every month, from data that is loaded already. */
export async function metricsSuite(world: World) {
  const served = await servedWorld(world, 1, 'metrics')
  // First as it is served, which waits for the results of the uploads to be looked at: both then are asked in one state.
  const request = await servedMetrics(served, REPEATS)
  const product = await productMetrics(join(served.dataDir, 'moat.sqlite'), REPEATS)
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
    {
      name: 'MoatMetrics: the GraphQL request, signed in, worked out each time, up to its last byte',
      ...contender(request),
    },
    { name: 'MoatMetrics: the function behind it', ...contender(product) },
    await contending(
      'DuckDB: one SQL over its own typed tables, all cores',
      missingPeers('@duckdb/node-api'),
      async () => contender(await duckdbMetrics(world, join(world.folder, 'duck.db'), REPEATS)),
    ),
    await contending(
      'sqlite3: plain SQL over text columns, indexes on client and date',
      installed('sqlite3', '--version') ? null : 'sqlite3 is not installed',
      async () => contender(await sqliteMetrics(world, join(world.folder, 'text.db'), SHELL_REPEATS)),
    ),
    await contending(
      'pandas groupby, frames in memory',
      pythonModules('pandas') ? null : 'python3-pandas is not installed',
      async () => contender(await pandasMetrics(world, REPEATS)),
    ),
  ]
  const title = `Four metrics by client and month, ${world.clients} clients, ${world.files.time_logs.rows} time logs; data loaded before, medians of ${REPEATS.counted} runs after ${REPEATS.warming} for warming up`
  return { contenders, sums: product.sums, text: [title, '', contenderTable(contenders)].join('\n') }
}
