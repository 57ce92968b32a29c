import { performance } from 'node:perf_hooks'
import { explain } from '../../../server/explanations/explain.ts'
import { metricQuery } from '../../../server/metrics/metric-query.ts'
import { readMetricTable } from '../../../server/metrics/read-metric-table.ts'
import { median } from '../peers/metric-sums.ts'
import { pageVariables } from '../serving/page-query.ts'
import { openedWorld } from './opened-world.ts'
import { statementClock } from './statement-clock.ts'
import { tableQuery, tableSums } from './table-query.ts'

/** Processor time of this thread so far, in milliseconds; the system counts it in steps of up to 4. */
const processorMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/**
 * What people read, in a process of its own. Arguments: the database file, how often to repeat. Prints the medians in
 * milliseconds by the clock, of the processor, and by the clock within the database; and the hours that the table adds up to.
 */
const [file = '', repeats = '1'] = process.argv.slice(2)
const clock = statementClock()
const { database, owner } = await openedWorld(file)
const now = { now: Date.now() }
const table = metricQuery.parse(tableQuery)
const page = metricQuery.parse(pageVariables.query)
const one = { metric: 'gross_margin_pct', period: { named: '2025-08' }, where: { clients: ['Client 0001'] } }
const portfolio = { metric: 'revenue', period: { named: '2025-08' }, by: 'CLIENT' }

let tableBytes: Uint8Array = Buffer.from('[]')
const reads = {
  table: async () => {
    const { flatRows } = await readMetricTable(database.em.fork(), owner, table, now)
    // Rows are worked out as they are written.
    tableBytes = flatRows.jsonBytes()
  },
  page: async () => {
    const { rows } = await readMetricTable(database.em.fork(), owner, page, now)
    // Values are worked out when they are read: this reads all of them, with their proofs.
    JSON.stringify(rows)
  },
  explainOne: () => explain(database.em.fork(), owner, { ...one, against: 'PREVIOUS_PERIOD' }, now),
  explainAll: () => explain(database.em.fork(), owner, { ...portfolio, against: 'PREVIOUS_PERIOD' }, now),
}
const results: Record<string, { ms: number; processorMs: number; databaseMs: number }> = {}
for (const [name, read] of Object.entries(reads)) {
  const [whole, working, within]: [number[], number[], number[]] = [[], [], []]
  for (let run = 0; run < Number(repeats) + 2; run++) {
    const [started, worked, before] = [performance.now(), processorMs(), clock.ms]
    await read()
    // The first ones are for compilers and lists that are kept.
    if (run < 2) continue
    whole.push(performance.now() - started)
    working.push(processorMs() - worked)
    within.push(clock.ms - before)
  }
  results[name] = { ms: median(whole), processorMs: median(working), databaseMs: median(within) }
}
await database.close(true)
const { hours } = tableSums(JSON.parse(Buffer.from(tableBytes).toString()))
console.log(JSON.stringify({ reads: results, hours }))
