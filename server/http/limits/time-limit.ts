import { GraphQLError, getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../../schema/context.ts'
import { untilStopped } from '../../db/stop-signal.ts'

/**
 * Ends a query that takes longer: its caller is told so at once, and its next statement is not run any more. The same
 * where the caller goes away. What changes data is left to its end, as nobody could tell how far it got.
 */
export const timeLimit = (seconds: number): Plugin<Context> => ({
  onExecute: ({ args, executeFn, setExecuteFn }) => {
    if (getOperationAST(args.document, args.operationName)?.operation !== 'query') return
    const context: Context = args.contextValue
    setExecuteFn(async given => {
      const stop = new AbortController()
      const leave = () => stop.abort(callerGone())
      if (context.signal.aborted) leave()
      context.signal.addEventListener('abort', leave, { once: true })
      let timer: NodeJS.Timeout | undefined
      const told = new Promise<{ errors: GraphQLError[] }>(resolve => {
        timer = setTimeout(() => {
          const error = tookTooLong(seconds)
          stop.abort(error)
          resolve({ errors: [error] })
        }, seconds * 1000)
      })
      try {
        return await Promise.race([untilStopped(stop.signal, () => executeFn(given)), told])
      } finally {
        clearTimeout(timer)
        context.signal.removeEventListener('abort', leave)
      }
    })
  },
})

const tookTooLong = (seconds: number): GraphQLError =>
  new GraphQLError(
    `Answering the query: it took longer than ${seconds} seconds and was stopped; ask for fewer rows, groups or months`,
    { extensions: { code: 'QUERY_TIMEOUT', http: { status: 503 } } },
  )

/** Read by nobody, but expected: no failure of the server. */
const callerGone = (): GraphQLError =>
  new GraphQLError('Answering the query: the caller went away', { extensions: { code: 'CALLER_GONE' } })
