import { expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { type TestServer, testServer } from '../../support/server.ts'
import { type CollectedSpan, type Collector, collector } from './collector.ts'

/** The spans that arrived, once the server has stopped: it sends what is left. */
async function spansOf(work: (server: TestServer) => Promise<void>): Promise<Collector> {
  const at = await collector()
  const server = await testServer({ OTEL_EXPORTER_OTLP_ENDPOINT: at.address })
  try {
    await work(server)
  } finally {
    await server[Symbol.asyncDispose]()
  }
  return at
}

const named = (spans: readonly CollectedSpan[], name: string) => spans.filter(span => span.name === name)

/** Names from a span up to the root of its trace. */
function pathOf(spans: readonly CollectedSpan[], span: CollectedSpan | undefined): string[] {
  if (!span) return []
  return [
    span.name,
    ...pathOf(
      spans,
      spans.find(each => each.spanId === span.parentSpanId),
    ),
  ]
}

test('a request, its operation, an import with its stages, a question and the jobs behind them are spans', async () => {
  await using at = await spansOf(async server => {
    const { tokens } = await server.organization('North', 'ANALYST', 'OWNER')
    const rows = Array.from({ length: 3000 }, (_, row) => `Client ${row}`).join('\n')
    expect((await server.upload(tokens.ANALYST, 'clients', `name\n${rows}\n`)).status).toBe(200)
    await server.ask(tokens.ANALYST, '{ ask(question: "revenue by client") { text } }')
    await server.ask(tokens.ANALYST, '{ nothing }')
    await eventually(async () => {
      const { nodes } = (await server.ask(tokens.OWNER, '{ jobs { nodes { kind status } } }')).data.jobs
      expect(nodes).toContainEqual({ kind: 'reviews.analyse', status: 'DONE' })
    })
  })
  const { spans } = at
  const [ask] = named(spans, 'ask')
  expect(pathOf(spans, ask)).toEqual(['ask', 'graphql.execute', 'POST /graphql'])
  expect(ask?.attributes).toMatchObject({ 'moat.answer.engine': 'RULES', 'moat.answer.outcome': 'answered' })
  const [imported] = named(spans, 'import')
  expect(pathOf(spans, imported)).toEqual(['import', 'POST /uploads/'])
  expect(imported?.attributes).toMatchObject({
    'moat.dataset': 'clients',
    'moat.outcome': 'accepted',
    'moat.rows': 3000,
  })
  const stages = spans.filter(span => span.name.startsWith('import.'))
  expect(stages.length).toBeGreaterThan(0)
  expect(stages.every(stage => stage.parentSpanId === imported?.spanId)).toBe(true)
  const [job] = named(spans, 'job reviews.analyse')
  expect(job?.parentSpanId).toBeUndefined()
  const [request] = named(spans, 'POST /uploads/')
  expect(request?.attributes).toMatchObject({
    ...{ 'http.request.method': 'POST', 'http.route': '/uploads/', 'http.response.status_code': 200 },
    'moat.request_id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  expect(named(spans, 'graphql.validate').some(span => span.failed)).toBe(true)
  expect(at.resources[0]).toEqual({ 'service.name': 'moatmetrics', 'service.version': expect.any(String) })
})

test('a trace that a caller began goes on; what is no traceparent begins a new one; unsampled ones are not sent', async () => {
  const [trace, parent] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7']
  await using at = await spansOf(async server => {
    const ask = (traceparent: string) => fetch(`${server.address}/health`, { headers: { traceparent } })
    await ask(`00-${trace}-${parent}-01`)
    await ask(`00-11111111111111111111111111111111-${parent}-00`)
    for (const odd of ['00-0-0-01', `00-${'0'.repeat(32)}-${parent}-01`, `ff-${trace}-${parent}-01`, 'x'.repeat(5000)])
      await ask(odd)
  })
  const requests = named(at.spans, 'GET /health')
  expect(requests.filter(span => span.traceId === trace)).toMatchObject([{ parentSpanId: parent }])
  expect(requests.filter(span => span.parentSpanId === undefined)).toHaveLength(4)
  expect(requests).toHaveLength(5)
})

test('no personal data, text of a query, cell or credential is in what is sent', async () => {
  const texts: string[] = []
  await using at = await spansOf(async server => {
    const { tokens } = await server.organization('Quillfeather', 'ANALYST')
    texts.push(tokens.ANALYST)
    await server.upload(tokens.ANALYST, 'clients', 'name,contact_email\nZyxwv,boss@zyxwv.example\n')
    await server.ask(
      tokens.ANALYST,
      'query Zyxwv { ask(question: "revenue of Zyxwv") { text } zyxwv: viewer { email } }',
    )
    await server.ask(tokens.ANALYST, '{ client(name: "Zyxwv") { name } nothingZyxwv }')
    await server.signIn('analyst@quillfeather.example', 'zyxwv zyxwv')
    await fetch(`${server.address}/zyxwv?zyxwv=1`)
  })
  expect(at.spans.length).toBeGreaterThan(10)
  expect(at.text()).not.toMatch(/zyxwv|quillfeather|correct horse|@/i)
  for (const text of texts) expect(at.text()).not.toContain(text)
})

test('a collector that is away, or does not answer, neither stops a request nor the server’s end', async () => {
  const server = await testServer({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })
  const { tokens } = await server.organization('North', 'OWNER')
  expect((await server.ask(tokens.OWNER, '{ viewer { role } }')).data.viewer.role).toBe('OWNER')
  const began = Date.now()
  await server[Symbol.asyncDispose]()
  expect(Date.now() - began).toBeLessThan(90_000)
})
