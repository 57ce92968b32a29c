import { describe, expect, test } from 'vitest'
import { withTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { createMetrics } from '../../server/http/metrics/metrics.ts'
import { serverGauges } from '../../server/http/metrics/server-gauges.ts'
import { enqueueJob } from '../../server/jobs/enqueue-job.ts'
import { eventually } from '../support/eventually.ts'
import { type TestServer, testServer } from '../support/server.ts'

const KEY = 'a-key-for-metrics-of-forty-one-characters'

const scrape = (server: TestServer, headers: Readonly<Record<string, string>>) =>
  fetch(`${server.address}/metrics`, { headers })
const byKey = { authorization: `Bearer ${KEY}` }

/** Samples by name and labels, as Prometheus reads them. */
async function samples(server: TestServer): Promise<ReadonlyMap<string, number>> {
  const response = await scrape(server, byKey)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const lines = (await response.text()).split('\n').filter(line => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

const createKey = async (server: TestServer, token: string, input = '') =>
  (await server.ask(token, `mutation { createApiKey(input: {name: "scrape" ${input}}) { secret } }`)).data.createApiKey
    .secret as string

describe('who reads metrics', () => {
  test('METRICS_KEY does, however it is sent, and no other; never kept by anybody on the way', async () => {
    await using server = await testServer({ METRICS_KEY: KEY })
    await server.organization('North', 'OWNER')
    await server.organization('South', 'OWNER')
    const basic = `Basic ${Buffer.from(`prometheus:${KEY}`).toString('base64')}`
    for (const headers of [byKey, { 'x-api-key': KEY }, { authorization: basic }]) {
      const response = await scrape(server, headers)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
    for (const wrong of [`${KEY}x`, KEY.slice(1), KEY.toUpperCase()])
      expect((await scrape(server, { authorization: `Bearer ${wrong}` })).status).toBe(401)
    expect((await scrape(server, {})).status).toBe(401)
    expect((await fetch(`${server.address}/metrics?key=${encodeURIComponent(KEY)}`)).status).toBe(400)
  })

  test('with one organization an API key that manages integrations does; a session and narrower keys do not', async () => {
    await using server = await testServer()
    const { tokens } = await server.organization('North', 'OWNER', 'ANALYST')
    const [wide, narrow, analyst] = [
      await createKey(server, tokens.OWNER, 'role: ADMIN, scopes: ["data:read", "integrations:manage"]'),
      await createKey(server, tokens.OWNER, 'role: VIEWER'),
      tokens.ANALYST,
    ]
    expect((await scrape(server, { 'x-api-key': wide })).status).toBe(200)
    for (const credential of [narrow, analyst, tokens.OWNER]) {
      const response = await scrape(server, { authorization: `Bearer ${credential}` })
      expect(response.status).toBe(403)
      expect(await response.text()).toMatch(/METRICS_KEY, or an API key with integrations:manage/)
    }
    await server.organization('South', 'OWNER')
    const refused = await scrape(server, { 'x-api-key': wide })
    expect(refused.status).toBe(403)
    expect(await refused.text()).toMatch(/several organizations.*METRICS_KEY/)
  })
})

describe('what is counted', () => {
  test('requests, operations, refusals, sign-ins, uploads and their rows, answers, jobs, the process', async () => {
    await using server = await testServer({ METRICS_KEY: KEY })
    const { tokens } = await server.organization('North', 'OWNER', 'ANALYST', 'VIEWER')
    await server.signIn('analyst@north.example', 'wrong wrong')
    await server.signIn('nobody@north.example', 'wrong wrong')
    await server.upload(tokens.ANALYST, 'clients', 'name\nAcme\nBravo\n\n,x\n')
    await server.upload(tokens.ANALYST, 'clients?dryRun=true', 'name\nCharlie\n')
    await server.upload(tokens.VIEWER, 'clients', 'name\nDelta\n')
    await server.ask(tokens.ANALYST, '{ ask(question: "revenue by client") { text } }')
    await server.ask(tokens.ANALYST, '{ ask(question: "how blue is the sea") { text } }')
    await server.ask(tokens.ANALYST, '{ nothing }')
    await server.ask(tokens.ANALYST, 'query {{')
    await server.ask(tokens.VIEWER, '{ apiKeys { __typename } }')
    await server.ask('not a token', '{ viewer { role } }')
    await fetch(`${server.address}/wp-admin.php`)
    await eventually(async () => {
      const found = await samples(server)
      const at = (sample: string) => found.get(sample) ?? 0
      expect(at('moat_http_requests_total{route="/uploads/",method="POST",status="403"}')).toBe(1)
      expect(at('moat_http_requests_total{route="none",method="GET",status="404"}')).toBe(1)
      expect(at('moat_http_requests_total{route="/graphql",method="POST",status="401"}')).toBe(1)
      expect(at('moat_http_request_seconds_count{route="/graphql",method="POST"}')).toBeGreaterThan(5)
      expect(at('moat_sign_ins_total{by="PASSWORD",outcome="Session"}')).toBe(3)
      expect(at('moat_sign_ins_total{by="PASSWORD",outcome="InvalidCredentials"}')).toBe(2)
      expect(at('moat_uploads_total{dataset="clients",outcome="accepted"}')).toBe(1)
      expect(at('moat_uploads_total{dataset="clients",outcome="previewed"}')).toBe(1)
      expect(at('moat_upload_rows_total{dataset="clients",outcome="accepted"}')).toBe(2)
      expect(at('moat_upload_rows_total{dataset="clients",outcome="rejected"}')).toBeGreaterThanOrEqual(1)
      expect(at('moat_answers_total{engine="RULES",outcome="answered"}')).toBe(1)
      expect(at('moat_graphql_operations_total{type="mutation",outcome="ok"}')).toBe(5)
      expect(at('moat_graphql_operations_total{type="unknown",outcome="refused"}')).toBeGreaterThanOrEqual(1)
      expect(at('moat_graphql_operations_total{type="query",outcome="refused"}')).toBeGreaterThanOrEqual(1)
      expect(at('moat_refusals_total{code="FORBIDDEN"}')).toBeGreaterThanOrEqual(2)
      expect(at('moat_refusals_total{code="UNAUTHENTICATED"}')).toBeGreaterThanOrEqual(1)
      // The analysis that follows an upload.
      expect(at('moat_jobs_total{kind="reviews.analyse",outcome="done"}')).toBeGreaterThanOrEqual(1)
      expect(at('moat_database_bytes')).toBeGreaterThan(100_000)
      expect(at('process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
      expect(found.has('nodejs_eventloop_lag_p99_seconds')).toBe(true)
      expect(found.has('moat_backup_age_seconds')).toBe(false)
    })
  })

  test('jobs that wait, and how long the oldest has', async () => {
    await using server = await testServer({ METRICS_KEY: KEY })
    const found = await samples(server)
    expect(found.get('moat_jobs_oldest_due_seconds')).toBeGreaterThanOrEqual(0)
    const { id } = await server.organization('North', 'OWNER')
    const { em } = server.running.database
    // Of a kind that this server does not know, so that it stays.
    await withTenant(id, () =>
      enqueueJob(dbOf(em.fork()), id, { id: 'one', kind: 'of.another.version' }, Date.now() - 90_000),
    )
    const after = await samples(server)
    expect(after.get('moat_jobs{kind="of.another.version",status="queued"}')).toBe(1)
    expect(after.get('moat_jobs_oldest_due_seconds')).toBeGreaterThanOrEqual(90)
  })

  test('the age of the newest good backup, as long as there is one', async () => {
    await using server = await testServer()
    const { database, services } = server.running
    const metrics = createMetrics()
    let newest: number | null = 1_000_000
    const lookUp = serverGauges(metrics, {
      ...{ database, config: services.config, clock: () => 1_090_000, lastBackupAt: async () => newest },
    })
    await lookUp()
    expect(await metrics.register.metrics()).toMatch(/^moat_backup_age_seconds 90$/m)
    newest = null
    await lookUp()
    expect(await metrics.register.metrics()).not.toMatch(/^moat_backup_age_seconds /m)
  })

  test('too many requests are counted as such', async () => {
    await using server = await testServer({ METRICS_KEY: KEY, RATE_LIMIT_PER_MINUTE: '3' })
    const { tokens } = await server.organization('North', 'OWNER')
    const statuses = []
    for (let count = 0; count < 5; count++)
      statuses.push((await server.ask(tokens.OWNER, '{ viewer { role } }')).status)
    const limited = statuses.filter(status => status === 429).length
    expect(limited).toBeGreaterThan(0)
    await eventually(async () =>
      expect((await samples(server)).get('moat_rate_limited_total{route="/graphql"}')).toBe(limited),
    )
  })

  test('nothing that a caller wrote, and nobody’s name, becomes a label', async () => {
    await using server = await testServer({ METRICS_KEY: KEY })
    const { tokens } = await server.organization('Quillfeather', 'ANALYST')
    await server.upload(tokens.ANALYST, 'clients', 'name\nZyxwv Industries\n')
    await server.upload(tokens.ANALYST, 'no_such_zyxwv', 'x')
    await server.ask(tokens.ANALYST, 'query Zyxwv { viewer { role } }')
    await server.ask(tokens.ANALYST, '{ ask(question: "revenue of Zyxwv Industries") { text } zyxwv: viewer { role } }')
    await server.ask(tokens.ANALYST, 'mutation { zyxwv: signOut(everywhere: false) }')
    await fetch(`${server.address}/zyxwv/zyxwv`, { method: 'POST', headers: { 'user-agent': 'zyxwv' } })
    await fetch(`${server.address}/templates/zyxwv.csv`)
    const text = await (await scrape(server, byKey)).text()
    expect(text).not.toMatch(/zyxwv|quillfeather|north|@/i)
    const labels = new Set([...text.matchAll(/([a-z_]+)="/g)].map(match => match[1]))
    expect([...labels].sort()).toEqual([...labels].filter(label => allowedLabels.includes(label ?? '')).sort())
  })
})

const allowedLabels = [
  ...['route', 'method', 'status', 'code', 'type', 'outcome', 'by', 'dataset', 'kind', 'engine', 'le', 'version'],
  // Of the process: garbage collection and handles.
  ...['space', 'major', 'minor', 'patch'],
]
