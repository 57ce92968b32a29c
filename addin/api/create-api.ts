import { type Api, ApiError, type RequestOptions } from './api.ts'
import { apiErrorOf } from './api-error-of.ts'
import { explainOffline } from './explain-offline.ts'
import type { SessionKeeper } from './kept-session.ts'
import type { Operation } from './operation.ts'
import { type Fetch, readJson, send } from './send-json.ts'
import { createSession, type Session } from './session.ts'

export interface ApiPlace {
  /** Of the server, e.g. "https://moat.example:4000", without a slash at its end. */
  readonly origin: string
  readonly fetch: Fetch
  /** Where the session is kept: `tabKeeper()` in pages, `memoryKeeper()` elsewhere. */
  readonly tokens: SessionKeeper
  readonly now?: () => number
}

/** The server and the session of this page. A request that is refused for its token is sent once more with a new one. */
export function createApi({ origin, fetch, tokens, now = Date.now }: ApiPlace): { api: Api; session: Session } {
  const session = createSession({ address: origin, fetch, keeper: tokens, now })

  /** Sends with the token of the session; answers what came and whether a person has to sign in. */
  async function authorized(sendWith: (headers: Record<string, string>) => Promise<Response>): Promise<Response> {
    const token = await session.token()
    if (token === null) throw signedOut()
    const { line } = session
    const response = await sendWith({ authorization: `Bearer ${token}` })
    if (response.status !== 401) return response
    await response.body?.cancel()
    const renewed = await session.token(token)
    // A request is never sent again in the name of somebody else, or into another organization.
    if (renewed === null || session.line !== line) throw signedOut()
    return await sendWith({ authorization: `Bearer ${renewed}` })
  }

  /** What is seldom needed is loaded when it is, so that pages are there sooner. */
  const loaded = <Module>(module: Promise<Module>): Promise<Module> =>
    module.catch(async () => {
      throw new ApiError('offline', await explainOffline(origin))
    })

  async function answerOf(response: Response, mayRefuse = false): Promise<Record<string, unknown>> {
    const body = await readJson(response)
    if (mayRefuse && typeof body.__typename === 'string') return body
    const error = apiErrorOf(response, body)
    if (error) throw error
    return body
  }

  const api: Api = {
    request: async <Result, Variables>(
      operation: Operation<Result, Variables>,
      variables: Variables,
      options: RequestOptions = {},
    ) => {
      const body = JSON.stringify({ query: operation, variables })
      const response = await authorized(headers =>
        send(fetch, `${origin}/graphql`, {
          method: 'POST',
          headers: { ...headers, ...jsonHeaders },
          body,
          ...signalOf(options),
        }),
      )
      const { data } = await answerOf(response)
      return data as Result
    },
    follow: async function* (operation, variables, options = {}) {
      const { followOperation } = await loaded(import('./follow-operation.ts'))
      yield* followOperation({ authorized, fetch, address: `${origin}/graphql` }, operation, variables, options)
    },
    upload: async (request, options = {}) => {
      const address = `${origin}/uploads/${request.dataset}?${new URLSearchParams(request.parameters)}`
      const { file, onProgress } = request
      const named = { 'x-file-name': encodeURIComponent(request.fileName), 'content-type': 'application/octet-stream' }
      const told = onProgress && typeof XMLHttpRequest !== 'undefined' ? await loaded(import('./send-file.ts')) : null
      const response = await authorized(headers =>
        told && onProgress
          ? told.sendFile({ address, headers: { ...headers, ...named }, file, onProgress, signal: options.signal })
          : send(fetch, address, {
              method: 'POST',
              headers: { ...headers, ...named },
              body: file,
              ...signalOf(options),
            }),
      )
      return await answerOf(response, true)
    },
    download: async (path, options = {}) => {
      const response = await authorized(headers => send(fetch, `${origin}${path}`, { headers, ...signalOf(options) }))
      if (!response.ok) await answerOf(response)
      return { name: fileNameOf(response) ?? path.split('/').at(-1) ?? 'download', blob: await response.blob() }
    },
  }
  return { api, session }
}

const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json' }

const signalOf = ({ signal }: RequestOptions): { signal?: AbortSignal } => (signal ? { signal } : {})

const signedOut = () => new ApiError('signed-out', 'Your session has ended: sign in again')

const fileNameOf = (response: Response): string | undefined =>
  /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
