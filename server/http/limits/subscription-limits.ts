import { type ExecutionResult, GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../../schema/context.ts'
import { countedAs } from '../rate-limits/rate-limits.ts'
import type { Caller } from '../request-context.ts'

/** How often it is looked whether a subscriber is still signed in, in milliseconds; also before each thing they are told. */
const LOOKED_AFTER = 10_000

type Subscriber = Context & Pick<Caller, 'stillAdmitted'>

/**
 * Bounds the subscriptions of a caller that are open at once in this process, and ends each when the session or key it
 * was opened with ends: signed out, revoked, expired, or allowed other things than then.
 */
export function subscriptionLimits(most: number): Plugin<Context> {
  const open = new Map<string, number>()
  return {
    onSubscribe: ({ args, setResultAndStopExecution }) => {
      const { viewer, stillAdmitted } = args.contextValue as unknown as Subscriber
      const who = countedAs(viewer, viewer.origin?.address ?? null)
      const already = open.get(who) ?? 0
      if (already >= most) return setResultAndStopExecution({ errors: [tooManyOpen(most)] })
      open.set(who, already + 1)
      let counted = true
      const release = () => {
        const left = (open.get(who) ?? 1) - 1
        if (counted) left > 0 ? open.set(who, left) : open.delete(who)
        counted = false
      }
      return {
        onSubscribeResult: ({ result, setResult }) => {
          if (Symbol.asyncIterator in result)
            setResult(whileAdmitted(result as AsyncIterable<ExecutionResult>, stillAdmitted, release))
          else release()
        },
        onSubscribeError: release,
      }
    },
    // Yoga lets browsers ask whether events are still the same; they are nobody else's.
    onResponse: ({ response }) => {
      if (response.headers.get('content-type')?.startsWith('text/event-stream'))
        response.headers.set('cache-control', 'no-store')
    },
  }
}

/** The values until the subscriber is no longer admitted; then why they end. */
function whileAdmitted(
  values: AsyncIterable<ExecutionResult>,
  stillAdmitted: () => Promise<boolean>,
  ended: () => void,
): AsyncIterableIterator<ExecutionResult> {
  const iterator = values[Symbol.asyncIterator]()
  let signedOut = () => {}
  const over = new Promise<'over'>(resolve => {
    signedOut = () => resolve('over')
  })
  const look = async () => {
    if (!(await stillAdmitted().catch(() => false))) signedOut()
  }
  const timer = setInterval(look, LOOKED_AFTER).unref()
  let state: 'open' | 'told' | 'closed' = 'open'
  const close = () => {
    clearInterval(timer)
    ended()
    state = 'closed'
    // Not waited for: a source that sleeps hears of it when it wakes.
    void Promise.resolve(iterator.return?.()).catch(() => undefined)
    return { done: true as const, value: undefined }
  }
  return {
    next: async () => {
      if (state !== 'open') return close()
      const next = await Promise.race([iterator.next(), over])
      if (next === 'over' || (!next.done && !(await stillAdmitted().catch(() => false)))) {
        state = 'told'
        return { done: false, value: { errors: [noLongerSignedIn()] } }
      }
      return next.done ? close() : next
    },
    return: async () => close(),
    throw: async error => {
      close()
      throw error
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

const tooManyOpen = (most: number): GraphQLError =>
  new GraphQLError(`Following: ${most} subscriptions are open already, the limit; end one of them first`, {
    extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', http: { status: 429 } },
  })

const noLongerSignedIn = (): GraphQLError =>
  new GraphQLError('Following: the session or key this was opened with has ended; sign in and follow again', {
    extensions: { code: 'UNAUTHENTICATED' },
  })
