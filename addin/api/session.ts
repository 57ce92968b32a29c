import { ApiError } from './api.ts'
import { apiErrorOf } from './api-error-of.ts'
import type { KeptSession, SessionKeeper } from './kept-session.ts'
import type { Operation } from './operation.ts'
import { refreshSession, signIn, signOut } from './operations/session.gen.ts'
import { type Fetch, readJson, send } from './send-json.ts'

/** Milliseconds before its end in which an access token is renewed rather than used. */
const RENEW_BEFORE = 30_000

export type SessionState = 'signed-in' | 'signed-out'

/** What became of an attempt to sign in; `message` is the server's, for people. */
export type SignInOutcome =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'wrong' | 'mfa'; readonly message: string }
  | { readonly kind: 'wait'; readonly message: string; readonly seconds: number }

export interface Credentials {
  readonly email: string
  readonly password: string
  /** For people who belong to several. */
  readonly organization?: string
}

/** The session of this page. */
export interface Session {
  /** Takes up the session of before a reload, if there is one that still holds. Rejects when the server is out of reach. */
  resume(): Promise<SessionState>
  signIn(credentials: Credentials): Promise<SignInOutcome>
  /** Ends the session here at once, and on the server as soon as it can be reached. */
  signOut(everywhere?: boolean): Promise<void>
  readonly state: SessionState
  /**
   * Tells of every change of `state` until the returned function is called. `asked`: the person signed out, here or in a
   * duplicate of this tab; else the session has ended, and they may want to go on.
   */
  watch(listener: (state: SessionState, asked: boolean) => void): () => void
  /** A token that is valid for a while, renewed if need be; null: there is no session. `stale`: one that was refused. */
  token(stale?: string): Promise<string | null>
}

export function createSession(place: {
  readonly address: string
  readonly fetch: Fetch
  readonly keeper: SessionKeeper
  readonly now: () => number
}): Session {
  const { address, fetch, keeper, now } = place
  let kept: KeptSession | null = null
  let renewing: Promise<void> | null = null
  const listeners = new Set<(state: SessionState, asked: boolean) => void>()
  const stateOf = (): SessionState => (kept ? 'signed-in' : 'signed-out')

  const take = (session: KeptSession | null, asked: boolean) => {
    const before = stateOf()
    kept = session
    if (before !== stateOf()) for (const listener of listeners) listener(stateOf(), asked)
  }
  const store = (session: KeptSession | null, asked = false) => {
    keeper.save(session, kept, asked)
    take(session, asked)
  }
  keeper.watch((line, session, asked) => {
    if (kept?.line === line) take(session, asked)
  })

  async function ask<Result, Variables>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    token?: string,
  ): Promise<{ answer: Result; serverTime: number }> {
    const response = await send(fetch, `${address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: operation, variables }),
    })
    const body = await readJson(response)
    const error = apiErrorOf(response, body)
    if (error) throw error
    // By the server's clock, as the end of a token is; this machine's may be wrong.
    return { answer: body.data as Result, serverTime: Date.parse(response.headers.get('date') ?? '') || now() }
  }

  const until = (expiresAt: string, serverTime: number) =>
    now() + Math.max(2 * RENEW_BEFORE, Date.parse(expiresAt) - serverTime)

  /** Exchanges the refresh token: once at a time, in one tab at a time. */
  async function renew(refused: string | null): Promise<void> {
    const { line } = kept ?? {}
    if (line === undefined) return
    await keeper.alone(line, async () => {
      // Another tab may have done it while this one waited.
      if (!kept || (kept.access && kept.access.token !== refused && isFresh(kept.access))) return
      const asked = await ask(refreshSession, { refreshToken: kept.refreshToken }).catch(error => {
        // Whatever stands before the server may refuse in its place: there is no session either.
        if (error instanceof ApiError && error.kind === 'signed-out') return null
        throw error
      })
      if (asked === null) return store(null)
      const { answer, serverTime } = asked
      const renewed = answer.refreshSession
      if (renewed.__typename !== 'Session') return store(null)
      const access = { token: renewed.accessToken, until: until(renewed.expiresAt, serverTime) }
      store({ line, turn: kept.turn + 1, refreshToken: renewed.refreshToken, access })
    })
  }
  const isFresh = (access: { until: number }) => access.until - RENEW_BEFORE > now()

  async function token(stale?: string): Promise<string | null> {
    if (!kept) return null
    if (kept.access && kept.access.token !== stale && isFresh(kept.access)) return kept.access.token
    renewing ??= renew(stale ?? null).finally(() => {
      renewing = null
    })
    await renewing
    return kept?.access?.token ?? null
  }

  return {
    get state() {
      return stateOf()
    },
    watch: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    token,
    resume: async () => {
      take(await keeper.load(), false)
      await token()
      return stateOf()
    },
    signIn: async credentials => {
      const { answer, serverTime } = await ask(signIn, { input: credentials })
      const result = answer.signIn
      if (result.__typename === 'InvalidCredentials') return { kind: 'wrong', message: result.message }
      if (result.__typename === 'MfaRequired') return { kind: 'mfa', message: result.message }
      if (result.__typename === 'TooManyAttempts')
        return { kind: 'wait', message: result.message, seconds: result.retryAfterSeconds }
      const access = { token: result.accessToken, until: until(result.expiresAt, serverTime) }
      store({ line: crypto.randomUUID(), turn: 0, refreshToken: result.refreshToken, access })
      return { kind: 'signed-in' }
    },
    signOut: async (everywhere = false) => {
      const current = await token().catch(() => kept?.access?.token ?? null)
      store(null, true)
      if (current === null) return
      try {
        await ask(signOut, { everywhere }, current)
      } catch (error) {
        // Signed out here in any case; elsewhere only the server can do it.
        if (everywhere || !(error instanceof ApiError)) throw error
      }
    },
  }
}
