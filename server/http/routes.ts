import { answerJson } from './answer.ts'
import { auditExportRoute } from './audit-export-route.ts'
import { bodyLimits } from './bodies/body-limits.ts'
import { guardBody } from './bodies/guard-body.ts'
import { closing, isBrowser } from './exchange.ts'
import { createGraphiqlRoute } from './graphiql/graphiql-route.ts'
import type { Handling } from './handle-request.ts'
import { answerReadiness } from './health.ts'
import { metricsRoutes } from './metrics/metrics-route.ts'
import { oidcRoutes } from './oidc/oidc-routes.ts'
import { readableType } from './readable-type.ts'
import { createContext } from './request-context.ts'
import { callerRoute, openRoute, type Route } from './route.ts'
import { templateRoute } from './template-route.ts'
import { uploadRoute } from './uploads/upload-route.ts'

const READ = ['GET', 'HEAD'] as const

/** Everything this server answers; the first route that fits is taken. */
export function createRoutes(handling: Handling): readonly Route[] {
  const { services, schema, graphql, pages } = handling
  const bodies = bodyLimits(services.config)
  return [
    openRoute(READ, '/health', ({ res }) => answerJson(res, 200, { status: 'ok' })),
    openRoute(READ, '/ready', ({ res }) => answerReadiness(res, handling)),
    ...(services.config.graphiql ? graphiqlRoutes(handling) : []),
    openRoute(READ, '/', ({ req, res, url }) => pages(req, res, url.pathname), isBrowser),
    openRoute(READ, '/addin/', ({ req, res, url }) => pages(req, res, url.pathname)),
    callerRoute(['GET', 'POST'], '/graphql', async ({ req, res }, caller) => {
      if (readableType(req, res) && guardBody(req, res, bodies.ofQuestion(caller.viewer)))
        await graphql.handle(req, res, caller)
    }),
    callerRoute(['POST'], '/uploads/', async ({ req, res, url }, caller) => {
      if (guardBody(req, res, bodies.ofUpload))
        await uploadRoute(schema, createContext(services, caller, closing(res)), req, res, url)
    }),
    callerRoute(['GET'], '/templates/', ({ res, url }) => templateRoute(res, url.pathname)),
    ...oidcRoutes(handling),
    ...metricsRoutes(handling),
    callerRoute(['GET'], '/audit/', ({ res, url }, caller) =>
      auditExportRoute(createContext(services, caller, closing(res)), res, url),
    ),
  ]
}

/** What there is, for whoever asks for something else. */
export const places =
  'there are / and /addin/ for browsers, /graphql, POST /uploads/{dataset}, GET /templates/{dataset}.{csv|xlsx}, GET /audit/export.{csv|json|xlsx}, /health, /ready and /metrics'

function graphiqlRoutes({ demo }: Handling): readonly Route[] {
  const graphiql = createGraphiqlRoute(demo)
  const assets = '/graphql/assets/'
  return [
    openRoute(READ, assets, ({ req, res, url }) => graphiql.asset(req, res, url.pathname.slice(assets.length))),
    openRoute(
      READ,
      '/graphql',
      ({ res }) => graphiql.page(res),
      exchange => isBrowser(exchange) && !exchange.url.searchParams.has('query'),
    ),
  ]
}
