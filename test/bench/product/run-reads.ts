import { performance } from 'node:perf_hooks'
import Sqlite from 'better-sqlite3'
import { explain } from '../../../server/explanations/explain.ts'
import { metricQuery } from '../../../server/metrics/metric-query.ts'
import { readMetricTable } from '../../../server/metrics/read-metric-table.ts'
import { median } from '../peers/metric-sums.ts'
import { pageVariables } from '../serving/page-query.ts'
import { openedWorld } from './opened-world.ts'
import { explanationProblems, pageProblems, storedSums, tableProblems } from './read-problems.ts'
import { statementClock } from './statement-clock.ts'
import { tableQuery } from './table-query.ts'

/** Processor time of this thread so far, in milliseconds; the system counts it in steps of up to 4. */
const processorMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/**
 * What people read, in a process of its own. Arguments: the database file, how often to repeat. Prints, in milliseconds,
 * the median by the clock, the mean of the processor, and the median within the database; and what of the answers is not
 * what the rows add up to. Each time another month is asked for, and another client: no sums of the question before
 * are kept, though the lists of the data's state are, as in use. Nothing is read on another thread, so that all is counted.
 */
const [file = '', repeats = '1'] = process.argv.slice(2)
const clock = statementClock()
const { database, owner } = await openedWorld(file, { readers: false })
const native = new Sqlite(file)
const stored = storedSums(native)
const now = { now: Date.now() }
const table = metricQuery.parse(tableQuery)
/** From February 2024 on, where there is a month before to explain against. */
const month = (run: number): string =>
  `20${24 + Math.floor(((run % 23) + 1) / 12)}-${String((((run % 23) + 1) % 12) + 1).padStart(2, '0')}`
const clients = native
  .prepare<[], string>('select name from client_row where superseded_by is null order by name')
  .pluck()
  .all()
const client = (run: number): string => clients[(run * 37) % clients.length] ?? ''
const page = async (run: number) => {
  const query = metricQuery.parse({ ...pageVariables.query, period: { named: month(run) } })
  const { rows } = await readMetricTable(database.em.fork(), owner, query, now)
  // Values are worked out when they are read: this reads all of them, with their proofs.
  JSON.stringify(rows)
  return () => pageProblems(native, month(run), rows)
}
const explained = async (run: number, input: object) => {
  const question = { ...input, period: { named: month(run) }, against: 'PREVIOUS_PERIOD' }
  const explanation = await explain(database.em.fork(), owner, question, now)
  return () => explanationProblems(native, month(run), explanation)
}
/** After a change of the data that leaves nothing known, as an erasure is. */
const changed = native.prepare('update organization set data_version = data_version + 1')

/** Each answers what tells whether it is right, which is not part of the time. */
const reads: Readonly<
  Record<string, { before?: () => void; read: (run: number) => Promise<() => readonly string[]> }>
> = {
  table: {
    read: async () => {
      const { flatRows } = await readMetricTable(database.em.fork(), owner, table, now)
      // Rows are worked out as they are written.
      const bytes = flatRows.jsonBytes()
      return () => tableProblems(stored, JSON.parse(Buffer.from(bytes).toString()))
    },
  },
  page: { read: page },
  pageFirst: { before: () => changed.run(), read: page },
  explainOne: { read: run => explained(run, { metric: 'gross_profit', where: { clients: [client(run)] } }) },
  explainAll: { read: run => explained(run, { metric: 'revenue', by: 'CLIENT' }) },
}
const results: Record<string, { ms: number; processorMs: number; databaseMs: number }> = {}
const problems: string[] = []
for (const [name, { before, read }] of Object.entries(reads)) {
  const [whole, working, within]: [number[], number[], number[]] = [[], [], []]
  for (let run = 0; run < Number(repeats) + 2; run++) {
    before?.()
    const [started, worked, spent] = [performance.now(), processorMs(), clock.ms]
    const check = await read(run)
    const took = { ms: performance.now() - started, processor: processorMs() - worked, database: clock.ms - spent }
    problems.push(...check().map(problem => `${name}: ${problem}`))
    // The first ones are for compilers and lists that are kept.
    if (run < 2) continue
    whole.push(took.ms)
    working.push(took.processor)
    within.push(took.database)
  }
  const mean = working.reduce((sum, ms) => sum + ms, 0) / working.length
  results[name] = { ms: median(whole), processorMs: mean, databaseMs: median(within) }
}
native.close()
await database.close(true)
console.log(JSON.stringify({ reads: results, problems }))
