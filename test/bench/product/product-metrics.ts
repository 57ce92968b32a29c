import { fileURLToPath } from 'node:url'
import { allRuns, countedMedian, type MetricSums, type Repeats } from '../peers/metric-sums.ts'
import { runMeasured } from '../run-measured.ts'
import { jobsDone } from './jobs-done.ts'
import { type ServedWorld, signedIn, startProduct } from './served-world.ts'
import { tableQuery, tableSums } from './table-query.ts'

/** What a way to have the table took, its median, and what its cells add up to. */
interface MetricsRun {
  readonly seconds: number
  readonly sums: MetricSums
  readonly peakBytes: number
}

/** The product's table of four metrics by client and month in a process of its own; nothing is kept between the runs. */
export async function productMetrics(database: string, repeats: Repeats): Promise<MetricsRun> {
  const script = fileURLToPath(new URL('run-metrics.ts', import.meta.url))
  const run = await runMeasured(process.execPath, [script, database, allRuns(repeats)])
  const result = JSON.parse(run.output) as Omit<MetricsRun, 'seconds'> & { seconds: number[] }
  return { ...result, seconds: countedMedian(result.seconds, repeats) }
}

/** The same as a GraphQL request of somebody who is signed in, up to the last byte of the answer; each worked out. */
export async function servedMetrics(served: ServedWorld, repeats: Repeats): Promise<MetricsRun> {
  await using server = await startProduct(served, { ANSWER_CACHE_BYTES: 'off' })
  const token = await signedIn(server, served.emails[0] ?? '')
  await jobsDone(served.dataDir)
  const seconds: number[] = []
  let bytes = new ArrayBuffer(0)
  for (let run = 0; run < repeats.warming + repeats.counted; run++) {
    const started = performance.now()
    const answer = await fetch(`http://${server.host}:${server.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: 'query ($query: MetricQuery!) { metrics(query: $query) { flatRows } }',
        variables: { query: tableQuery },
      }),
    })
    bytes = await answer.arrayBuffer()
    seconds.push((performance.now() - started) / 1000)
  }
  // What the asker makes of the bytes is not counted, as with the others.
  const text = Buffer.from(bytes).toString()
  const { data } = JSON.parse(text) as { data?: { metrics: { flatRows: Record<string, unknown>[] } } | null }
  if (!data) throw new Error(`Asking for the table: ${text.slice(0, 500)}`)
  return {
    seconds: countedMedian(seconds, repeats),
    sums: tableSums(data.metrics.flatRows),
    peakBytes: server.memory().peak,
  }
}
