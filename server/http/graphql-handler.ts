import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { Context, Services } from '../../schema/context.ts'
import type { Log } from '../log.ts'
import { explainMediaTypes } from './explain-media-types.ts'
import { graphqlLimits } from './limits/graphql-limits.ts'
import { createMask } from './mask-error.ts'
import { refusalsPlugin } from './refusals-plugin.ts'
import { type Caller, createContext } from './request-context.ts'

interface ServerContext {
  readonly caller: Caller
}

/** GraphQL over HTTP at /graphql: GET for queries, POST, multipart uploads, subscriptions over server-sent events. */
export function createGraphqlHandler(schema: GraphQLSchema, services: Services, log: Log) {
  const { config } = services
  const mask = createMask(error => log.error({ err: error }, 'unexpected error'))
  const yoga = createYoga<ServerContext, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    cors: false,
    batching: false,
    logging: false,
    maxRequestBodySize: config.maxRequestBytes,
    maskedErrors: { maskError: mask },
    context: ({ caller, request }) => createContext(services, caller, request.signal),
    plugins: [graphqlLimits(config), refusalsPlugin, explainMediaTypes],
  })
  return {
    handle: async (req: IncomingMessage, res: ServerResponse, caller: Caller): Promise<void> => {
      await yoga(req, res, { caller })
    },
    dispose: async () => await yoga.dispose(),
  }
}
