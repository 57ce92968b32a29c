import { ApiError } from './api.ts'
import { apiErrorOf } from './api-error-of.ts'
import type { KeptSession, SessionKeeper } from './kept-session.ts'
import type { Operation } from './operation.ts'
import { refreshSession, type SignInMutation, signIn, signOut } from './operations/session.gen.ts'
import { type Fetch, readJson, send } from './send-json.ts'

/** Milliseconds before its end in which an access token is renewed rather than used. */
const RENEW_BEFORE = 30_000

export type SessionState = 'signed-in' | 'signed-out'

/** What became of an attempt to sign in; `message` is the server's, for people. */
export type SignInOutcome =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'wrong' | 'mfa'; readonly message: string }
  | { readonly kind: 'wait'; readonly message: string; readonly seconds: number }

/** Why somebody is not let in, as operations answer it. */
export type Unproven = Exclude<SignInMutation['signIn'], { readonly __typename: 'Session' }>

export interface Credentials {
  readonly email: string
  readonly password: string
  /** Of the authenticator app, or a backup code: once `mfa` has asked for it. */
  readonly code?: string
  /** For people who belong to several. */
  readonly organization?: string
}

/** How a session is opened otherwise than by a password. */
export interface Opening {
  /** With the token of the present session, which the new one takes the place of on the server too. */
  readonly fromPresent?: boolean
  /** With the cookies of this server: the way back from an identity provider is known by one. */
  readonly cookies?: boolean
}

/** The session of this page. */
export interface Session {
  /** Takes up the session of before a reload, if there is one that still holds. Rejects when the server is out of reach. */
  resume(): Promise<SessionState>
  signIn(credentials: Credentials): Promise<SignInOutcome>
  /**
   * Opens a session by an operation that answers one or why there is none; answers the why, or null once it is open. A
   * session that was there before ends: whatever was read in it is another person's, or another organization's.
   */
  openBy<Answer extends { readonly __typename: string }, Variables>(
    operation: Operation<Readonly<Record<string, Answer>>, Variables>,
    variables: Variables,
    opening?: Opening,
  ): Promise<Exclude<Answer, { readonly __typename: 'Session' }> | null>
  /** Asks what anybody may ask, without saying who asks. */
  askAsGuest<Result, Variables>(operation: Operation<Result, Variables>, variables: Variables): Promise<Result>
  /** Ends the session here at once, and on the server as soon as it can be reached. */
  signOut(everywhere?: boolean): Promise<void>
  readonly state: SessionState
  /** Of the sign-in: another one may be somebody else's, or in another organization. null: signed out. */
  readonly line: string | null
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
    { token, cookies = false }: { readonly token?: string; readonly cookies?: boolean } = {},
  ): Promise<{ answer: Result; serverTime: number }> {
    const response = await send(fetch, `${address}/graphql`, {
      method: 'POST',
      ...(cookies ? { credentials: 'same-origin' } : {}),
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

  const openBy: Session['openBy'] = async (operation, variables, { fromPresent = false, cookies = false } = {}) => {
    const present = kept ? await token().catch(() => null) : null
    const proof = fromPresent && present !== null ? { token: present } : {}
    const asked = await ask(operation, variables, { ...proof, cookies })
    const [answer] = Object.values(asked.answer) as (Opened | { readonly __typename: string })[]
    if (!answer || !isOpened(answer)) return answer as never
    if (kept) {
      // What belonged to the session of before leaves memory, here and in duplicates of this tab.
      store(null, true)
      // It would end by itself; that it ends now is not worth a failure.
      if (!fromPresent && present !== null) ask(signOut, {}, { token: present }).catch(() => {})
    }
    const access = { token: answer.accessToken, until: until(answer.expiresAt, asked.serverTime) }
    store({ line: crypto.randomUUID(), turn: 0, refreshToken: answer.refreshToken, access })
    return null
  }

  return {
    get state() {
      return stateOf()
    },
    get line() {
      return kept?.line ?? null
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
    openBy,
    askAsGuest: async (operation, variables) => (await ask(operation, variables)).answer,
    signIn: async credentials => {
      const unproven = await openBy(signIn, { input: credentials })
      return unproven ? outcomeOf(unproven) : { kind: 'signed-in' }
    },
    signOut: async (everywhere = false) => {
      const current = await token().catch(() => kept?.access?.token ?? null)
      store(null, true)
      if (current === null) return
      try {
        await ask(signOut, { everywhere }, { token: current })
      } catch (error) {
        // Signed out here in any case; elsewhere only the server can do it.
        if (everywhere || !(error instanceof ApiError)) throw error
      }
    },
  }
}

type Opened = Extract<SignInMutation['signIn'], { readonly __typename: 'Session' }>
const isOpened = (answer: { readonly __typename: string }): answer is Opened => answer.__typename === 'Session'

/** What a refusal means to whoever wants to sign in. */
export function outcomeOf(unproven: Unproven): Exclude<SignInOutcome, { readonly kind: 'signed-in' }> {
  const { message } = unproven
  if (unproven.__typename === 'TooManyAttempts') return { kind: 'wait', message, seconds: unproven.retryAfterSeconds }
  return { kind: unproven.__typename === 'MfaRequired' ? 'mfa' : 'wrong', message }
}
