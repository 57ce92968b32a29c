import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { jobsDone } from './product/jobs-done.ts'
import { servedWorld, signedIn, startProduct } from './product/served-world.ts'
import { drive, percentile } from './serving/drive.ts'
import { lightReads } from './serving/light-reads.ts'
import { tableText } from './table-text.ts'
import { type World, writeWorld } from './world.ts'

const CONNECTIONS = 4
const IDLE_SECONDS = 8

/** Light reads while nothing else happens, and while a large file of time logs is imported into the same server. */
export async function mixedSuite(world: World) {
  const folder = join(world.folder, 'standing')
  mkdirSync(folder)
  // What stands already: a tenth of what comes.
  const standing = writeWorld(folder, world.clients / 10_000)
  const served = await servedWorld(standing, 1, 'mixed')
  // Each read is worked out: an answer that is given again would measure nothing.
  await using server = await startProduct(served, { ANSWER_CACHE_BYTES: 'off' })
  await jobsDone(served.dataDir)
  const token = await signedIn(server, served.emails[0] ?? '')
  const next = lightReads(token, standing.clients)
  const isRight = (status: number) => status === 200
  await drive(server, next, { connections: CONNECTIONS, seconds: 2 }, isRight)
  const idle = await drive(server, next, { connections: CONNECTIONS, seconds: IDLE_SECONDS }, isRight)
  const started = performance.now()
  const upload = fetch(`http://${server.host}:${server.port}/uploads/time_logs?createMissingClients=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-file-name': 'time_logs.csv' },
    body: readFileSync(world.files.time_logs.path),
  }).then(async answer => ({ answer: await answer.text(), seconds: (performance.now() - started) / 1000 }))
  const during = await drive(server, next, { connections: CONNECTIONS, seconds: 3600, until: upload }, isRight)
  const { answer, seconds } = await upload
  const stored = JSON.parse(answer) as { __typename: string; acceptedCount?: number }
  const agrees = stored.acceptedCount === world.files.time_logs.rows && idle.failures + during.failures === 0
  const row = (name: string, { latencies, requestsPerSecond, failures }: typeof idle) => [
    ...[name, Math.round(requestsPerSecond).toString(), percentile(latencies, 50).toFixed(1)],
    ...[percentile(latencies, 99).toFixed(1), (latencies.at(-1) ?? Number.NaN).toFixed(1), String(failures)],
  ]
  const p99 = { idle: percentile(idle.latencies, 99), during: percentile(during.latencies, 99) }
  const contenders = [{ name: 'MoatMetrics', agrees, p99, ratio: p99.during / p99.idle, importSeconds: seconds }]
  const text = [
    `Light reads over ${CONNECTIONS} connections, each another, while ${world.files.time_logs.rows} time logs are imported (${seconds.toFixed(1)} s, ${agrees ? 'all stored' : `ANSWERED ${answer.slice(0, 200)}`})`,
    '',
    tableText(
      ['', 'req/s', 'p50 ms', 'p99 ms', 'slowest ms', 'failed'],
      [row('idle', idle), row('during the import', during)],
    ),
    '',
    `p99 during the import is ${(p99.during / p99.idle).toFixed(1)} × idle. Peak memory ${Math.round(server.memory().peak / 1024 ** 2)} MB.`,
  ].join('\n')
  return { contenders, text }
}
