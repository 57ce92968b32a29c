import { GraphQLError, getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../../schema/context.ts'
import type { Caller } from '../request-context.ts'
import { createTurns, TooBusy, type TurnLimits } from './turns.ts'

/**
 * Queries that are worked out at once. All of them share one thread: more take as long and more memory (100 at once held
 * 300 MB of half-done answers), and those that came first wait for those that came last. A quarter is left to others than
 * the organization, or in it the person, that asks for most.
 */
export const queryTurns: TurnLimits = { atOnce: 16, waiting: 5000, share: 0.75, wait: 30_000 }

/** The context holds all that is known of the caller. */
type Asking = Context & Pick<Caller, 'asker'>

/**
 * Lets queries take turns, and says so to those whose turn would not come. What changes data has its own order, and
 * waits for others without computing; subscriptions last.
 */
export function takeTurns(limits: TurnLimits): Plugin<Context> {
  const turns = createTurns(limits)
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      if (getOperationAST(args.document, args.operationName)?.operation !== 'query') return
      const { signal, asker } = args.contextValue as unknown as Asking
      setExecuteFn(async given => {
        try {
          return await turns.run(asker, async () => await executeFn(given), signal)
        } catch (error) {
          if (error instanceof TooBusy) return { errors: [tooBusy()] }
          if (signal.aborted) return { errors: [callerGone()] }
          throw error
        }
      })
    },
  }
}

const RETRY_AFTER = 10

const tooBusy = (): GraphQLError =>
  new GraphQLError(
    `Answering the query: more is asked of this server than it can answer soon; ask again in ${RETRY_AFTER} seconds`,
    { extensions: { code: 'TOO_BUSY', http: { status: 503, headers: { 'retry-after': String(RETRY_AFTER) } } } },
  )

const callerGone = (): GraphQLError =>
  new GraphQLError('Answering the query: the caller went away', { extensions: { code: 'CALLER_GONE' } })
