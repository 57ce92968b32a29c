import { type Api, ApiError } from '../../api/api.ts'
import type { Operation } from '../../api/operation.ts'

/** An unsettled formula shows #BUSY! for ever, so every request ends. */
const TIMEOUT = 120_000
/** Requests under way at once: a sheet of formulas must not crowd out the pane. */
const AT_ONCE = 3
const TRIES = 3
/** Before a request that met no server is sent a second time: connections break, and servers restart. */
const OFFLINE_PAUSE = 500

export interface Timing {
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** Sends requests of formulas: a few at once, each ended in time, again when the server asks to wait or was not met. */
export function patientRequests(api: Api, { sleep }: Timing): Pick<Api, 'request'> {
  let under = 0
  const line: (() => void)[] = []
  const turn = async () => {
    if (under >= AT_ONCE) await new Promise<void>(resolve => line.push(resolve))
    under++
  }
  const done = () => {
    under--
    line.shift()?.()
  }
  return {
    request: async <Result, Variables>(
      operation: Operation<Result, Variables>,
      variables: Variables,
      { signal }: { readonly signal?: AbortSignal } = {},
    ) => {
      await turn()
      try {
        for (let attempt = 1; ; attempt++) {
          const timeout = AbortSignal.timeout(TIMEOUT)
          try {
            return await api.request(operation, variables, {
              signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
            })
          } catch (error) {
            const pause = error instanceof ApiError && !signal?.aborted ? pauseBefore(attempt + 1, error) : null
            if (pause === null) throw error
            await sleep(pause)
          }
        }
      } finally {
        done()
      }
    },
  }
}

/** Milliseconds until the next attempt, all formulas only read; null: it would not help. */
function pauseBefore(attempt: number, { kind, retryAfter }: ApiError): number | null {
  if (kind === 'busy') return attempt <= TRIES ? Math.min(retryAfter ?? 5, 60) * 1000 : null
  return kind === 'offline' && attempt === 2 ? OFFLINE_PAUSE : null
}
