import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { untilStopped } from '../../server/db/stop-signal.ts'
import { dbOf } from '../../server/db/tables.ts'
import { eventually } from '../support/eventually.ts'
import { emailOf, type TestServer, testServer } from '../support/server.ts'

let server: TestServer
let tokens: Readonly<Record<'OWNER' | 'ANALYST', string>>
beforeAll(async () => {
  server = await testServer({ GRAPHQL_TIMEOUT_SECONDS: '2', GRAPHQL_MAX_SUBSCRIPTIONS: '3' })
  tokens = (await server.organization('North', 'OWNER', 'ANALYST')).tokens
})
afterAll(() => server[Symbol.asyncDispose]())

const follow = async (token: string, id: string, signal?: AbortSignal) =>
  await fetch(`${server.address}/graphql`, {
    ...{ method: 'POST', signal: signal ?? null },
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: 'subscription { reviewTaskChanged { id } }', variables: { id } }),
  })

test('a statement of work that was stopped is not run', async () => {
  const { em } = server.running.services.accounts
  const stop = new AbortController()
  const count = () => dbOf(em.fork()).selectFrom('rate_limit').select('key').execute()
  const before = await untilStopped(stop.signal, count)
  expect(before).toEqual([])
  stop.abort(new Error('no longer'))
  await expect(untilStopped(stop.signal, count)).rejects.toThrow('no longer')
  expect(await count()).toEqual([])
})

test.runIf(process.env.MOAT_TEST_DIALECT === 'postgresql')(
  'PostgreSQL itself ends a statement that takes longer, and only of work that may be stopped',
  async () => {
    const { em } = server.running.services.accounts
    const sleeping = () => sql`select pg_sleep(3)`.execute(dbOf(em.fork()))
    await expect(untilStopped(new AbortController().signal, sleeping)).rejects.toThrow(/statement timeout/)
    await sleeping()
  },
)

test('a query that takes longer is answered so, its work ends, and the server goes on', async () => {
  const { em } = server.running.services.accounts
  const slow = em.fork.bind(em)
  // Every statement takes half a second from here on.
  let statements = 0
  const started = performance.now()
  vi.spyOn(em, 'fork').mockImplementation((...args) => {
    const forked = slow(...args)
    const getKysely = forked.getKysely.bind(forked)
    vi.spyOn(forked as { getKysely: () => unknown }, 'getKysely').mockImplementation(() =>
      getKysely().withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => {
          await pause(500)
          statements++
          return result
        },
      }),
    )
    return forked
  })
  try {
    const fields = Array.from(
      { length: 20 },
      (_, index) => `a${index}: clients(first: ${index + 1}) { totalCount nodes { name } }`,
    )
    const answer = await server.ask(
      tokens.OWNER,
      `{ ${fields.join(' ')} ask(question: "revenue by client") { text } explain(input: {metric: "revenue", against: PREVIOUS_PERIOD}) { sentence } }`,
    )
    expect(answer.errors.map(error => error.extensions.code)).toEqual(['QUERY_TIMEOUT'])
    expect([answer.status, answer.data]).toEqual([503, undefined])
    expect(answer.errors[0]?.message).toContain('2 seconds')
    expect(performance.now() - started).toBeGreaterThan(1900)
  } finally {
    vi.restoreAllMocks()
  }
  // What ran when it was stopped comes to its end; nothing follows it, although each field has more to ask.
  await pause(3000)
  const then = statements
  await pause(2000)
  expect(statements).toBe(then)
  await eventually(async () =>
    expect((await server.ask(tokens.OWNER, '{ viewer { role } }')).data?.viewer.role).toBe('OWNER'),
  )
})

test('subscriptions of one user are bounded, and free again when they end', async () => {
  const ends = Array.from({ length: 3 }, () => new AbortController())
  const open = await Promise.all(ends.map(end => follow(tokens.OWNER, 'x', end.signal)))
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(open[0]?.headers.get('cache-control')).toBe('no-store')
  const refused = await follow(tokens.OWNER, 'x')
  expect([refused.status, await refused.text()]).toEqual([429, expect.stringContaining('TOO_MANY_SUBSCRIPTIONS')])
  const other = new AbortController()
  expect((await follow(tokens.ANALYST, 'x', other.signal)).status).toBe(200)
  other.abort()
  for (const end of ends) end.abort()
  await eventually(async () => {
    const end = new AbortController()
    const again = await follow(tokens.OWNER, 'x', end.signal)
    end.abort()
    expect(again.status).toBe(200)
  })
})

test('a subscription ends with the session it was opened with, and shows that it lives until then', async () => {
  const { data } = await server.signIn(emailOf('North', 'ANALYST'))
  const { accessToken } = data.signIn
  const response = await follow(accessToken, 'x')
  expect(response.status).toBe(200)
  const told: string[] = []
  const reading = (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) told.push(chunk)
  })()
  await eventually(() => expect(told.join('')).toContain(':\n\n'))
  await server.ask(accessToken, 'mutation { signOut }')
  await reading
  expect(told.join('')).toContain('UNAUTHENTICATED')
})
