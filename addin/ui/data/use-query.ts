import { signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { ApiError } from '../../api/api.ts'
import type { Operation } from '../../api/operation.ts'
import { useApp } from './app-context.ts'

/** What is known of an answer. `data` may be that of before while `loading` (then `stale`). */
export interface Query<Result> {
  readonly data: Result | null
  readonly error: unknown
  readonly loading: boolean
  /** `data` is shown while it is read again, or could not be. */
  readonly stale: boolean
  readonly reload: () => void
}

interface Kept {
  readonly result: unknown
  readonly dataVersion: number
  readonly at: number
}

/** Answers of this page, newest last. Kept while the data stays the same; signing out empties it. */
const kept = new Map<string, Kept>()
const KEPT_AT_MOST = 200
/** Milliseconds that an answer holds without a change of the data: reviews and time pass too. */
const FRESH_FOR = 60_000

/** Grows when somebody tries one thing again: all that failed is asked again, since mostly it is the same that was wrong. */
const attempts = signal(0)

/** Grows when answers are forgotten: one that arrives later belongs to a session that is over. */
let era = 0

export function forgetAnswers(): void {
  kept.clear()
  era++
}

/**
 * Asks the server, and again when the operation, its variables or the data change. What was answered before is shown at
 * once. `operation` null: not yet (or not for this role). Leaving the component ends the request.
 */
export function useQuery<Result, Variables>(
  operation: Operation<Result, Variables> | null,
  variables: Variables,
  { keepPrevious = true }: { readonly keepPrevious?: boolean } = {},
): Query<Result> {
  const { api, session, dataVersion } = useApp()
  const version = dataVersion.value
  const key = operation === null ? null : `${operation}\n${JSON.stringify(variables)}`
  const state = useSignal<{ key: string | null; result: Result | null; error: unknown; loading: boolean }>({
    key: null,
    result: null,
    error: null,
    loading: operation !== null,
  })
  const turn = useSignal(0)
  const asked = useRef(variables)
  asked.current = variables

  useEffect(() => {
    if (key === null || operation === null) {
      state.value = { key, result: null, error: null, loading: false }
      return
    }
    const known = kept.get(key)
    const fresh = known && known.dataVersion === version && Date.now() - known.at < FRESH_FOR
    const shown = known ? (known.result as Result) : keepPrevious ? state.peek().result : null
    state.value = { key, result: shown, error: null, loading: !fresh }
    if (fresh) return
    const controller = new AbortController()
    const asking = era
    api.request(operation, asked.current, { signal: controller.signal }).then(
      result => {
        if (asking !== era) return
        keep(key, { result, dataVersion: version, at: Date.now() })
        if (!controller.signal.aborted) state.value = { key, result, error: null, loading: false }
      },
      error => {
        if (controller.signal.aborted || (error instanceof ApiError && error.kind === 'aborted')) return
        state.value = { key, result: state.peek().result, error, loading: false }
      },
    )
    return () => controller.abort()
  }, [key, version, turn.value])

  // What could not be read because the session had ended is read once it goes on.
  useEffect(
    () =>
      session.watch(next => {
        if (next === 'signed-in' && state.peek().error !== null) turn.value++
      }),
    [session],
  )

  useEffect(
    () =>
      attempts.subscribe(() => {
        if (state.peek().error !== null) turn.value++
      }),
    [],
  )

  const { result, error, loading } = state.value
  return {
    data: result,
    error,
    loading: loading || (key !== null && state.value.key !== key),
    stale: result !== null && (loading || error !== null || state.value.key !== key),
    reload: () => {
      if (key !== null) kept.delete(key)
      if (state.peek().error === null) turn.value++
      else attempts.value++
    },
  }
}

function keep(key: string, answer: Kept): void {
  kept.delete(key)
  kept.set(key, answer)
  const [oldest] = kept.keys()
  if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest)
}
