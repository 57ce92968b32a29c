import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { median } from './peers/metric-sums.ts'
import { jobsDone } from './product/jobs-done.ts'
import { type ServedWorld, servedWorld, signedIn, startProduct } from './product/served-world.ts'
import { runMeasured } from './run-measured.ts'
import type { ChildServer } from './serving/child-server.ts'
import { drive, postOf } from './serving/drive.ts'
import { lightReads } from './serving/light-reads.ts'
import { pageQuery, pageVariables } from './serving/page-query.ts'
import { tableText } from './table-text.ts'
import { type World, writeWorld } from './world.ts'

const STARTS = 5
const WORKBOOK_ROWS = 100_000
/** Threads without work have ended by then. */
const SECONDS_AFTER = 45

const mb = (bytes: number): number => Math.round(bytes / 1024 ** 2)

interface Phase {
  readonly name: string
  /** MB at its end, at most during it, and some time after. */
  readonly end: number
  readonly most: number
  readonly after: number | null
  readonly target: string
}

/** How soon a server answers after it is started, and what it holds: idle, and in and after all that takes memory. */
export async function memorySuite(world: World) {
  const folder = join(world.folder, 'standing')
  mkdirSync(folder)
  const served = await servedWorld(writeWorld(folder, world.clients / 10_000), 1, 'memory')
  const starts = await startTimes(served)
  const workbook = await writeWorkbook(world)

  await using busy = await startProduct(served)
  await jobsDone(served.dataDir)
  await busy.stop()
  // Started anew with nothing left to do.
  await using server = await startProduct(served)
  const phases: Phase[] = []
  const phase = async (name: string, target: string, work: () => Promise<unknown>, seconds = 0) => {
    server.forgetPeak()
    await work()
    const { now, peak } = server.memory()
    if (seconds > 0) await setTimeout(seconds * 1000)
    const after = seconds > 0 ? mb(server.memory().now) : null
    phases.push({ name, end: mb(now), most: mb(peak), after, target })
  }

  await phase('idle', '≤ 150', () => setTimeout(3000))
  const token = await signedIn(server, served.emails[0] ?? '')
  const next = lightReads(token, served.clients)
  let count = 0
  const light = () => {
    count++
    return next()
  }
  for (const until of [2_000, 10_000, 20_000])
    await phase(`until ${until} light reads`, '', () => driveUntil(server, light, () => count >= until))
  const { rows } = world.files.time_logs
  let imported: unknown
  await phase(`importing ${rows} time logs`, '≤ 400', async () => {
    imported = await importFile(server, token, world.files.time_logs.path)
  })
  await phase('their analysis, behind the answer', '≤ 400', () => jobsDone(served.dataDir), SECONDS_AFTER)
  let pages = 0
  const page = () => {
    const month = `2025-${String((pages++ % 12) + 1).padStart(2, '0')}`
    const query = { ...pageVariables.query, period: { named: month } }
    return postOf('/graphql', { query: pageQuery, variables: { query } }, { authorization: `Bearer ${token}` })
  }
  await phase('1000 pages of 50 clients', '', () => driveUntil(server, page, () => pages >= 1000), SECONDS_AFTER)
  let uploaded: unknown
  await phase(
    `a workbook of ${workbook.rows} rows`,
    '≤ 400',
    async () => {
      uploaded = await uploadWorkbook(server, token, workbook.path)
      await jobsDone(served.dataDir)
    },
    SECONDS_AFTER,
  )

  const agrees = imported === rows && uploaded === workbook.rows
  const contenders = [{ name: 'MoatMetrics', agrees, starts, phases }]
  const text = [
    'The server as npm start runs it, from start to first answer',
    '',
    tableText(
      ['', 'seconds', 'target'],
      [
        ['the first time, when code is compiled', starts.first.toFixed(2), ''],
        ['afterwards, median', median(starts.others).toFixed(2), '≤ 1.5'],
      ],
    ),
    '',
    `Memory it holds (resident), MB, one phase after the other${agrees ? '' : `: NOT ALL STORED, ${imported} and ${uploaded}`}`,
    '',
    tableText(
      ['', 'most', 'target', 'at the end', `${SECONDS_AFTER} s after`],
      phases.map(({ name, most, target, end, after }) => [name, `${most}`, target, `${end}`, `${after ?? ''}`]),
    ),
  ].join('\n')
  return { contenders, text }
}

async function startTimes(served: ServedWorld) {
  const times: number[] = []
  for (let start = 0; start < STARTS; start++) {
    const before = performance.now()
    await using server = await startProduct(served)
    const answer = await fetch(`http://${server.host}:${server.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ viewer { __typename } }"}',
    })
    await answer.text()
    times.push((performance.now() - before) / 1000)
  }
  // The first one fills the cache of compiled code, as the first start of an installation does.
  const [first = Number.NaN, ...others] = times
  return { first, others }
}

/** Time logs of the clients that stand, in ten columns. */
async function writeWorkbook(world: World) {
  const folder = join(world.folder, 'workbook')
  mkdirSync(folder)
  const { time_logs } = writeWorld(folder, world.clients / 100_000, (WORKBOOK_ROWS * world.clients) / 1000).files
  const path = join(folder, 'book.xlsx')
  const script = fileURLToPath(new URL('sheet/run-sheet.ts', import.meta.url))
  await runMeasured(process.execPath, [script, 'make', path, time_logs.path])
  return { path, rows: time_logs.rows }
}

async function driveUntil(server: ChildServer, request: () => Buffer, isEnough: () => boolean): Promise<void> {
  while (!isEnough()) {
    const { failures } = await drive(server, request, { connections: 8, seconds: 1 }, status => status === 200)
    if (failures > 0) throw new Error(`Measuring memory: ${failures} requests failed`)
  }
  // Connections that were closed meanwhile are noticed before the next upload takes one of them.
  await setTimeout(1000)
}

/** Answers how many rows were stored. */
async function importFile({ host, port }: ChildServer, token: string, path: string): Promise<unknown> {
  const answer = await fetch(`http://${host}:${port}/uploads/time_logs?createMissingClients=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-file-name': 'time_logs.csv' },
    body: readFileSync(path),
  })
  return ((await answer.json()) as { acceptedCount?: number }).acceptedCount
}

/** The same through GraphQL, as a multipart request. */
async function uploadWorkbook({ host, port }: ChildServer, token: string, path: string): Promise<unknown> {
  const query = `mutation ($input: UploadSnapshotInput!) {
    uploadSnapshot(input: $input) { ... on Snapshot { acceptedCount } }
  }`
  const input = { dataset: 'TIME_LOGS', file: null, createMissingClients: true }
  const form = new FormData()
  form.set('operations', JSON.stringify({ query, variables: { input } }))
  form.set('map', '{"0":["variables.input.file"]}')
  form.set('0', new Blob([readFileSync(path)]), 'time_logs.xlsx')
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`http://${host}:${port}/graphql`, { method: 'POST', headers, body: form })
  const { data } = (await answer.json()) as { data?: { uploadSnapshot?: { acceptedCount?: number } } }
  return data?.uploadSnapshot?.acceptedCount
}
