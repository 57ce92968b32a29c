import { performance } from 'node:perf_hooks'
import { scopesOfRole } from '../../../server/access/policy.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { dbOf } from '../../../server/db/tables.ts'
import { metricQuery } from '../../../server/metrics/metric-query.ts'
import { readMetricTable } from '../../../server/metrics/read-metric-table.ts'
import type { MetricSums } from '../peers/metric-sums.ts'

/**
 * The product's metrics in a process of its own, over a database that run-import.ts filled. Arguments: the database
 * file, how often to repeat. Prints the seconds of each run and what the cells add up to, as JSON.
 */
const [file = '', repeats = '1'] = process.argv.slice(2)
const database = await openDatabase({ file })
const { id: organizationId } = await dbOf(database.em.fork())
  .selectFrom('organization')
  .select('id')
  .executeTakeFirstOrThrow()
const owner = {
  userId: null,
  email: null,
  organizationId,
  role: 'OWNER' as const,
  scopes: new Set(scopesOfRole.OWNER),
  apiKeyId: null,
}
const query = metricQuery.parse({
  metrics: ['revenue', 'labour_cost', 'license_cost', 'hours'],
  groupBy: ['CLIENT', 'MONTH'],
  period: { named: 'ALL' },
})

const seconds: number[] = []
let sums: MetricSums | null = null
for (let run = 0; run < Number(repeats); run++) {
  const started = performance.now()
  const { flatRows } = await readMetricTable(database.em.fork(), owner, query, { now: Date.now() })
  seconds.push((performance.now() - started) / 1000)
  const total = (key: string) => flatRows.reduce((sum, row) => sum + Math.round(Number(row[key] ?? 0) * 100), 0)
  sums = {
    rows: flatRows.length,
    revenue: total('revenue'),
    labourCost: total('labour_cost'),
    licenseCost: total('license_cost'),
    hours: total('hours'),
  }
}
await database.close(true)
console.log(JSON.stringify({ seconds, sums, peakBytes: process.resourceUsage().maxRSS * 1024 }))
