import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { Context, Services } from '../../schema/context.ts'
import { createAnswerAgain } from './answers/answer-again.ts'
import { type Keeping, keepAnswers } from './answers/keeping.ts'
import { endSubscriptions } from './end-subscriptions.ts'
import { plannedExecution } from './execution/planned-execution-plugin.ts'
import { explainMediaTypes } from './explain-media-types.ts'
import type { Handling } from './handle-request.ts'
import { graphqlLimits } from './limits/graphql-limits.ts'
import { keptDocuments } from './limits/kept-documents.ts'
import { queryTurns, takeTurns } from './limits/query-turns.ts'
import { refusedDocuments } from './limits/refused-documents-plugin.ts'
import { subscriptionLimits } from './limits/subscription-limits.ts'
import { timeLimit } from './limits/time-limit.ts'
import { createMask } from './mask-error.ts'
import { attemptsPlugin } from './rate-limits/attempts-plugin.ts'
import { refusalsPlugin } from './refusals-plugin.ts'
import { type Caller, createContext } from './request-context.ts'
import { scopedSubscriptions } from './scoped-subscriptions.ts'
import { operationsPlugin } from './telemetry/operations-plugin.ts'

/** What cannot be parsed is not remembered: it could be as large as a request. */
const nothingKept = { get: () => undefined, set: () => undefined }

interface ServerContext {
  readonly caller: Caller
  readonly keeping: Keeping | null
}

/** GraphQL over HTTP at /graphql: GET for queries, POST, multipart uploads, subscriptions over server-sent events. */
export function createGraphqlHandler(
  schema: GraphQLSchema,
  services: Services,
  {
    rateLimits,
    refusalLog,
    telemetry,
    log,
    clock,
  }: Pick<Handling, 'rateLimits' | 'refusalLog' | 'telemetry' | 'log' | 'clock'>,
) {
  const { config } = services
  const mask = createMask(error => log.error({ err: error }, 'unexpected error'))
  const stopping = new AbortController()
  const yoga = createYoga<ServerContext, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    cors: false,
    batching: false,
    logging: false,
    // Bodies are bounded before they come here, by guardBody; counting them again takes a tenth of a light read.
    maxRequestBodySize: false,
    parserAndValidationCache: { documentCache: keptDocuments(), errorCache: nothingKept },
    maskedErrors: { maskError: mask },
    context: ({ caller, request }) => createContext(services, caller, request.signal),
    plugins: [
      plannedExecution(),
      operationsPlugin(telemetry, clock),
      graphqlLimits(config),
      refusedDocuments(refusalLog),
      keepAnswers,
      attemptsPlugin(rateLimits.attempts),
      refusalsPlugin,
      timeLimit(config.graphqlTimeoutSeconds),
      // Outside of the time limit: it begins with the turn.
      takeTurns(queryTurns),
      subscriptionLimits(config.graphqlMaxSubscriptions),
      scopedSubscriptions,
      endSubscriptions(stopping.signal),
      explainMediaTypes,
    ],
  })
  const { answerCacheBytes: maxBytes } = config
  const again = maxBytes === null ? null : createAnswerAgain({ ...services, maxBytes })
  return {
    handle: async (req: IncomingMessage, res: ServerResponse, caller: Caller): Promise<void> => {
      const workOut = async (caller: Caller, keeping: Keeping | null) => {
        await yoga(req, res, { caller, keeping })
      }
      await (again ? again(req, res, caller, workOut) : workOut(caller, null))
    },
    /** Ends what would otherwise go on for as long as somebody listens. */
    endSubscriptions: () => stopping.abort(),
    dispose: async () => await yoga.dispose(),
  }
}
