import { isDeepStrictEqual } from 'node:util'
import { median } from './peers/metric-sums.ts'
import { servingPeers } from './peers/serving/peers.ts'
import { jobsDone } from './product/jobs-done.ts'
import { servedWorld, signedIn, startProduct } from './product/served-world.ts'
import type { ChildServer } from './serving/child-server.ts'
import { drive, percentile, postOf } from './serving/drive.ts'
import type { Page } from './serving/page.ts'
import { pageQuery, pageVariables } from './serving/page-query.ts'
import { tableText } from './table-text.ts'
import type { World } from './world.ts'

const CONNECTIONS = 16
const ROUNDS = 5
const SECONDS = 2

/** More than a server keeps sums of, as it finds them again by the period. */
const otherMonths = Array.from({ length: 19 }, (_, at) => {
  const month = String((at % 12) + 1).padStart(2, '0')
  return at < 12 ? `2024-${month}` : `2025-${month}`
})

/** One way to serve the page, measured in turns with the others. */
export interface Served {
  readonly name: string
  readonly requestsPerSecond: readonly number[]
  readonly p50: number
  readonly p99: number
  readonly peakBytes: number
  readonly agrees: boolean
}

interface Serving {
  readonly name: string
  readonly server: ChildServer
  /** The page; what comes after it in turns where that is another one each time. */
  readonly requests: readonly Buffer[]
  readonly pageOf: (answer: unknown) => Page
}

/** A page of 50 clients with four metrics each and how far each can be trusted, over HTTP, for 16 clients at once. */
export async function graphqlSuite(world: World) {
  const served = await servedWorld(world, 1, 'graphql')
  const email = served.emails[0] ?? ''
  const answerOf = (answer: unknown) => (answer as { data: { metrics: Page } }).data.metrics
  const startOurs = async (
    name: string,
    environment: Readonly<Record<string, string>>,
    months: readonly string[] = [],
  ): Promise<Serving> => {
    const server = await startProduct(served, environment)
    const authorization = `Bearer ${await signedIn(server, email)}`
    const others = months.map(named => ({ query: { ...pageVariables.query, period: { named } } }))
    const requests = [pageVariables, ...others].map(variables =>
      postOf('/graphql', { query: pageQuery, variables }, { authorization }),
    )
    return { name, server, requests, pageOf: answerOf }
  }
  const running: Serving[] = []
  const skipped: { readonly name: string; readonly skipped: string }[] = []
  try {
    running.push(
      await startOurs('MoatMetrics, again: nothing has changed', {}),
      await startOurs('MoatMetrics, each time worked out (ANSWER_CACHE_BYTES=off)', { ANSWER_CACHE_BYTES: 'off' }),
      await startOurs('… and of another month each time', { ANSWER_CACHE_BYTES: 'off' }, otherMonths),
    )
    // What the uploads left to do is done, as the peers have nothing to do beside: the results of each client and month.
    await jobsDone(served.dataDir)
    const { text, bytes } = await asked(running[1]!)
    const page = answerOf(JSON.parse(text))
    for (const peer of await servingPeers(world.folder, page, process.env.TEST_DATABASE_URL)) {
      if (peer.missing === null) running.push({ ...peer, requests: [peer.request], server: await peer.start() })
      else skipped.push({ name: peer.name, skipped: peer.missing })
    }
    const results = await measured(running, page)
    return { contenders: [...results, ...skipped], bytes, text: reportText(results, skipped, bytes) }
  } finally {
    for (const { server } of running) await server.stop()
  }
}

async function asked({ server, requests: [request = Buffer.of()] }: Serving): Promise<{ text: string; bytes: number }> {
  const [head = '', body = ''] = request.toString().split('\r\n\r\n')
  const headers = Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .map(line => line.split(': ') as [string, string])
      .filter(([name]) => name !== 'content-length' && name !== 'host'),
  )
  const answer = await fetch(`http://${server.host}:${server.port}/graphql`, { method: 'POST', headers, body })
  const text = await answer.text()
  return { text, bytes: Buffer.byteLength(text) }
}

/** Every server in turn, several times: what else the machine does falls on all of them. */
async function measured(running: readonly Serving[], page: Page): Promise<Served[]> {
  const rates = running.map((): number[] => [])
  const latencies = running.map((): { p50: number; p99: number }[] => [])
  const agreed = await Promise.all(
    running.map(async serving => isDeepStrictEqual(serving.pageOf(JSON.parse((await asked(serving)).text)), page)),
  )
  for (let round = 0; round <= ROUNDS; round++)
    for (const [index, { server, requests }] of running.entries()) {
      let count = 0
      const request = () => requests[count++ % requests.length]!
      const load = { connections: CONNECTIONS, seconds: SECONDS }
      const result = await drive(server, request, load, (status, bytes) => status === 200 && bytes > 10_000)
      if (result.failures > 0) agreed[index] = false
      // The first round is for compilers and caches.
      if (round === 0) continue
      rates[index]?.push(result.requestsPerSecond)
      latencies[index]?.push({ p50: percentile(result.latencies, 50), p99: percentile(result.latencies, 99) })
    }
  return running.map(({ name, server }, index) => ({
    name,
    requestsPerSecond: rates[index] ?? [],
    p50: median((latencies[index] ?? []).map(({ p50 }) => p50)),
    p99: median((latencies[index] ?? []).map(({ p99 }) => p99)),
    peakBytes: server.memory().peak,
    agrees: agreed[index] ?? false,
  }))
}

function reportText(
  results: readonly Served[],
  skipped: readonly { readonly name: string; readonly skipped: string }[],
  bytes: number,
): string {
  const [again, workedOut] = results.map(each => median(each.requestsPerSecond))
  const rows = results.map(each => {
    const rate = median(each.requestsPerSecond)
    const spread = `${Math.round(Math.min(...each.requestsPerSecond))}–${Math.round(Math.max(...each.requestsPerSecond))}`
    const times = [each.p50.toFixed(1), each.p99.toFixed(1)]
    const against = [(rate / (again ?? 1)).toFixed(2), (rate / (workedOut ?? 1)).toFixed(2)]
    const memory = Math.round(each.peakBytes / 1024 ** 2).toString()
    return [
      each.name,
      Math.round(rate).toString(),
      spread,
      ...times,
      ...against,
      memory,
      each.agrees ? 'agrees' : 'DIFFERS',
    ]
  })
  const others = skipped.map(each => [each.name, ...Array<string>(7).fill('–'), `skipped: ${each.skipped}`])
  const title = `A page of 50 clients × 4 metrics × how far each can be trusted, ${Math.round(bytes / 1000)} kB of JSON, ${CONNECTIONS} connections; median of ${ROUNDS} turns of ${SECONDS} s`
  const columns = ['', 'req/s', 'spread', 'p50 ms', 'p99 ms', '× again', '× worked out', 'peak MB', 'answer']
  return [title, '', tableText(columns, [...rows, ...others])].join('\n')
}
