import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiError } from '../../../addin/api/api.ts'
import { createApi } from '../../../addin/api/create-api.ts'
import { type KeptSession, memoryKeeper } from '../../../addin/api/kept-session.ts'
import { overviewTrend } from '../../../addin/api/operations/overview.gen.ts'
import { viewer } from '../../../addin/api/operations/viewer.gen.ts'
import type { Fetch } from '../../../addin/api/send-json.ts'
import { PASSWORD, type TestServer, testServer } from '../../support/server.ts'

const MINUTE = 60_000
const EMAIL = 'analyst@north.example'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
  await server.organization('North', 'ANALYST', 'VIEWER')
})
afterAll(async () => await server?.[Symbol.asyncDispose]())

/** An add-in page of its own; notes the name of each operation it sends. */
function page(keeper = memoryKeeper(), address = server.address) {
  const sent: string[] = []
  const noting: Fetch = async (url, init) => {
    sent.push(/(?:query|mutation|subscription) (\w+)/.exec(String(init.body))?.[1] ?? new URL(url).pathname)
    return await fetch(url, init)
  }
  return { ...createApi({ origin: address, fetch: noting, tokens: keeper }), sent }
}

async function signedIn(keeper = memoryKeeper()) {
  const one = page(keeper)
  expect(await one.session.signIn({ email: EMAIL, password: PASSWORD })).toEqual({ kind: 'signed-in' })
  one.sent.length = 0
  return one
}

describe('a session', () => {
  test('is renewed before its token ends, so that nothing is refused on the way', async () => {
    let ahead = 0
    const sent: string[] = []
    const noting: Fetch = async (url, init) => {
      sent.push(/(?:query|mutation) (\w+)/.exec(String(init.body))?.[1] ?? '')
      return await fetch(url, init)
    }
    const { api, session } = createApi({
      origin: server.address,
      fetch: noting,
      tokens: memoryKeeper(),
      now: () => Date.now() + ahead,
    })
    await session.signIn({ email: EMAIL, password: PASSWORD })
    ahead = 14 * MINUTE + 45_000
    await api.request(viewer, {})
    expect(sent).toEqual(['SignIn', 'RefreshSession', 'Viewer'])
  })

  test('is opened with address and password, and says whose it is', async () => {
    const { api, session } = await signedIn()
    expect(session.state).toBe('signed-in')
    expect((await api.request(viewer, {})).viewer.role).toBe('ANALYST')
  })

  test('is renewed once, when several requests find at the same time that it has run out', async () => {
    const { api, sent } = await signedIn()
    server.wait(20 * MINUTE)
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.request(viewer, {})))
    expect(answers.map(answer => answer.viewer.signedIn)).toEqual([true, true, true, true, true])
    expect(sent.filter(name => name === 'RefreshSession')).toHaveLength(1)
  })

  test('that ended elsewhere is said as such, after one attempt to renew it', async () => {
    const { api, session, sent } = await signedIn()
    const states: string[] = []
    session.watch(state => states.push(state))
    const other = await signedIn()
    await other.session.signOut(true)
    const failure = await api.request(viewer, {}).catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'signed-out', message: expect.stringMatching(/sign in again/) })
    expect(sent).toEqual(['Viewer', 'RefreshSession'])
    expect(states).toEqual(['signed-out'])
    await expect(api.request(viewer, {})).rejects.toMatchObject({ kind: 'signed-out' })
  })

  test('is not lost when the server cannot be reached, and works again when it can', async () => {
    const keeper = memoryKeeper()
    let unplugged = false
    const { api, session } = createApi({
      origin: server.address,
      fetch: async (url, init) => {
        if (unplugged) return await fetch('http://127.0.0.1:9', init)
        return await fetch(url, init)
      },
      tokens: keeper,
    })
    await session.signIn({ email: EMAIL, password: PASSWORD })
    unplugged = true
    await expect(api.request(viewer, {})).rejects.toMatchObject({
      kind: 'offline',
      message: expect.stringMatching(/no answer came; check that the MoatMetrics server runs/),
    })
    expect(session.state).toBe('signed-in')
    unplugged = false
    expect((await api.request(viewer, {})).viewer.signedIn).toBe(true)
  })

  test('taken up by a page that was reloaded goes on with the kept refresh token alone', async () => {
    const keeper = memoryKeeper()
    const first = await signedIn(keeper)
    // A reload forgets the access token.
    const kept = (await keeper.load()) as KeptSession
    keeper.save({ ...kept, access: null }, kept)
    const second = page(keeper)
    expect(await second.session.resume()).toBe('signed-in')
    expect((await second.api.request(viewer, {})).viewer.signedIn).toBe(true)
    expect(second.sent).toEqual(['RefreshSession', 'Viewer'])
    expect(first.session.state).toBe('signed-in')
  })

  test('refused says why: a wrong password, then that it is tried too often', async () => {
    const { session } = page()
    const attempt = () => session.signIn({ email: 'viewer@north.example', password: 'wrong' })
    expect(await attempt()).toMatchObject({ kind: 'wrong', message: expect.stringMatching(/\w/) })
    let last = await attempt()
    for (let tries = 0; last.kind === 'wrong' && tries < 30; tries++) last = await attempt()
    expect(last).toMatchObject({ kind: 'wait', seconds: expect.any(Number) })
    expect(session.state).toBe('signed-out')
  })
})

describe('an answer of the server', () => {
  test('to what the role may not see is forbidden, in the server’s words', async () => {
    const { api, session } = page()
    server.wait(60 * MINUTE)
    await session.signIn({ email: 'viewer@north.example', password: PASSWORD })
    const query = { metrics: ['gross_profit'], groupBy: ['CLIENT' as const] }
    await expect(api.request(overviewTrend, { query })).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'FORBIDDEN',
      message: 'Reading metrics: gross_profit needs cost:read, which you do not have',
    })
  })

  test('to a question that makes no sense is refused, and half an answer never comes', async () => {
    const { api } = await signedIn()
    const failure = await api
      .request(overviewTrend, { query: { metrics: ['no_such'] } })
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ApiError)
    expect(failure).toMatchObject({ kind: 'refused', message: expect.stringMatching(/no_such/) })
  })

  test('to too many requests is busy, with the seconds to wait', async () => {
    await using limited = await testServer({ RATE_LIMIT_PER_MINUTE: '3' })
    await limited.organization('North', 'ANALYST')
    const { api, session } = page(memoryKeeper(), limited.address)
    await session.signIn({ email: EMAIL, password: PASSWORD })
    const ask = async () => {
      for (;;) await api.request(viewer, {})
    }
    await expect(ask()).rejects.toMatchObject({ kind: 'busy', retryAfter: expect.any(Number) })
  })

  test('that a person stopped waiting for is aborted', async () => {
    const { api } = await signedIn()
    await expect(api.request(viewer, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'aborted' })
  })
})

describe('files', () => {
  test('are sent with their name, and what became of them is answered, refusals too', async () => {
    const { api } = await signedIn()
    const file = new Blob(['Client Name,Industry\nÄpfel & Söhne,Retail\n'])
    const upload = { dataset: 'clients', file, fileName: 'Kunden März.csv', parameters: {} }
    expect(await api.upload(upload)).toMatchObject({
      __typename: 'Snapshot',
      fileName: 'Kunden März.csv',
      acceptedCount: 1,
    })
    expect(await api.upload({ ...upload, file: new Blob([]) })).toMatchObject({ __typename: 'InvalidFile' })
  })

  test('are fetched with the name the server gives them', async () => {
    const { api } = await signedIn()
    const { name, blob } = await api.download('/templates/time_logs.csv')
    expect(name).toBe('time_logs.csv')
    expect(await blob.text()).toMatch(/date/i)
    await expect(api.download('/templates/nothing.csv')).rejects.toMatchObject({ kind: 'refused' })
  })
})
