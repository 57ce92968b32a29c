import { performance } from 'node:perf_hooks'
import { metricQuery } from '../../../server/metrics/metric-query.ts'
import { readMetricTable } from '../../../server/metrics/read-metric-table.ts'
import type { MetricSums } from '../peers/metric-sums.ts'
import { openedWorld } from './opened-world.ts'
import { tableQuery, tableSums } from './table-query.ts'

/**
 * The product's metrics in a process of its own, over a database that the world was imported into. Arguments: the
 * database file, how often to repeat. Prints the seconds of each run and what the cells add up to, as JSON.
 */
const [file = '', repeats = '1'] = process.argv.slice(2)
const { database, owner } = await openedWorld(file)
const query = metricQuery.parse(tableQuery)
const seconds: number[] = []
let sums: MetricSums | null = null
for (let run = 0; run < Number(repeats); run++) {
  const started = performance.now()
  const { flatRows } = await readMetricTable(database.em.fork(), owner, query, { now: Date.now() })
  // Rows are worked out as they are written.
  flatRows.jsonBytes()
  seconds.push((performance.now() - started) / 1000)
  sums = tableSums([...flatRows])
}
await database.close(true)
console.log(JSON.stringify({ seconds, sums, peakBytes: process.resourceUsage().maxRSS * 1024 }))
