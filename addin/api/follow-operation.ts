import { ApiError, type RequestOptions } from './api.ts'
import { apiErrorOf } from './api-error-of.ts'
import type { Operation } from './operation.ts'
import { readEvents } from './read-events.ts'
import { type Fetch, readJson, send } from './send-json.ts'

export interface Following {
  readonly address: string
  readonly fetch: Fetch
  readonly authorized: (sendWith: (headers: Record<string, string>) => Promise<Response>) => Promise<Response>
}

/** Milliseconds before the first attempt to follow again; doubled with each that fails, up to the last. */
const FIRST_WAIT = 1_000
const LAST_WAIT = 30_000

/**
 * Follows a subscription until the server says it is complete or the signal ends it. A connection that breaks is made
 * again, as subscriptions begin with how things stand. Refusals end it with an `ApiError`.
 */
export async function* followOperation<Result, Variables>(
  { address, fetch, authorized }: Following,
  operation: Operation<Result, Variables>,
  variables: Variables,
  { signal }: RequestOptions,
): AsyncGenerator<Result> {
  const body = JSON.stringify({ query: operation, variables })
  let wait = FIRST_WAIT
  while (!signal?.aborted) {
    try {
      const response = await authorized(headers =>
        send(fetch, address, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
          body,
          ...(signal ? { signal } : {}),
        }),
      )
      if (!response.ok || !response.body) throw apiErrorOf(response, await readJson(response)) ?? brokenOff()
      for await (const { event, data } of readEvents(response.body)) {
        if (event === 'complete') return
        const answer = JSON.parse(data) as { data?: Result }
        const error = apiErrorOf(response, answer as Record<string, unknown>)
        // The token it began with has ended, not the session for sure: following again asks with a new one.
        if (error?.kind === 'signed-out') throw brokenOff()
        if (error) throw error
        wait = FIRST_WAIT
        yield answer.data as Result
      }
      throw brokenOff()
    } catch (error) {
      if (signal?.aborted) return
      if (error instanceof ApiError && error.kind !== 'offline' && error.kind !== 'busy') throw error
      await delay(error instanceof ApiError && error.retryAfter ? error.retryAfter * 1000 : wait, signal)
      wait = Math.min(LAST_WAIT, wait * 2)
    }
  }
}

const brokenOff = () => new ApiError('offline', 'Following the server: the connection broke off')

const delay = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
