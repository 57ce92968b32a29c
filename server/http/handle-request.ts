import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import type { Services } from '../../schema/context.ts'
import { isMember, type Viewer } from '../access/policy.ts'
import type { Database } from '../db/database.ts'
import { ExpectedError } from '../errors.ts'
import type { Log } from '../log.ts'
import { answerError, answerJson } from './answer.ts'
import { auditExportRoute } from './audit-export-route.ts'
import { allowOrigin } from './cors.ts'
import { callerOf, hasCredential } from './credentials.ts'
import { createGraphiqlRoute, type OfferedSignIn } from './graphiql/graphiql-route.ts'
import type { createGraphqlHandler } from './graphql-handler.ts'
import { modelState, readiness } from './health.ts'
import type { LaterWork } from './later-work.ts'
import type { createPagesRoute } from './pages/pages-route.ts'
import type { RateLimit } from './rate-limit.ts'
import { type Caller, createContext } from './request-context.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { statusOfCode } from './status-of-code.ts'
import { templateRoute } from './template-route.ts'
import { uploadRoute } from './uploads/upload-route.ts'

export interface Handling {
  readonly services: Services
  readonly schema: GraphQLSchema
  readonly database: Database
  readonly graphql: ReturnType<typeof createGraphqlHandler>
  readonly rateLimit: RateLimit
  readonly laterWork: LaterWork
  readonly log: Log
  readonly clock: () => number
  readonly demo: readonly OfferedSignIn[] | null
  readonly pages: ReturnType<typeof createPagesRoute>
}

/** Every request comes through here: headers, credentials, rate, then its route. */
export function createRequestHandler(handling: Handling) {
  const { services, log, clock } = handling
  const graphiql = services.config.graphiql ? createGraphiqlRoute(handling.demo) : null

  /** For the log. */
  const callers = new WeakMap<IncomingMessage, Viewer>()

  return (req: IncomingMessage, res: ServerResponse): void => {
    const started = clock()
    const requestId = randomUUID()
    setSecurityHeaders(res, requestId)
    // What is left of a refused body is read and thrown away, so that the answer arrives; but not for ever.
    res.once('finish', () => req.complete || setTimeout(() => req.complete || req.destroy(), DRAINED_WITHIN).unref())
    res.once('close', () => {
      const path = (req.url ?? '').split('?', 1)[0]
      const { userId: user, apiKeyId: key } = callers.get(req) ?? {}
      log.info(
        { requestId, method: req.method, path, status: res.statusCode, ms: clock() - started, user, key },
        'request',
      )
    })
    route(req, res, requestId).catch(error => fail(req, res, requestId, error))
  }

  async function route(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> {
    const url = new URL(req.url ?? '/', 'http://server')
    const { pathname } = url
    if (allowOrigin(req, res, services.config.corsOrigins)) return
    if (hasCredential(url))
      return answerError(
        res,
        400,
        'CREDENTIAL_IN_ADDRESS',
        'Reading the request: a key or token stands in the address, where it ends up in logs; send it as Authorization: Bearer, X-API-Key or the password of Basic, and revoke this one',
      )
    if (pathname === '/health') return answerJson(res, 200, { status: 'ok' })
    if (pathname === '/ready') return await answerReadiness(res)
    if (graphiql && req.method === 'GET' && pathname.startsWith('/graphql/assets/'))
      return await graphiql.asset(req, res, pathname.slice('/graphql/assets/'.length))
    if (graphiql && pathname === '/graphql' && isBrowser(req) && !url.searchParams.has('query'))
      return graphiql.page(res)
    if (pathname === '/' && isBrowser(req)) return handling.pages(req, res, pathname)
    if (pathname.startsWith('/addin/') && (req.method === 'GET' || req.method === 'HEAD'))
      return handling.pages(req, res, pathname)
    const caller = await admit(req, res, requestId)
    if (!caller) return
    if (pathname === '/graphql') return await handling.graphql.handle(req, res, caller)
    if (pathname.startsWith('/uploads/') && req.method === 'POST')
      return await uploadRoute(handling.schema, createContext(services, caller, closing(res)), req, res, url)
    if (pathname.startsWith('/templates/') && req.method === 'GET') return await templateRoute(res, pathname)
    if (pathname.startsWith('/audit/') && req.method === 'GET')
      return await auditExportRoute(createContext(services, caller, closing(res)), res, url)
    answerError(
      res,
      404,
      'NOT_FOUND',
      `There is nothing for ${req.method} ${pathname}; there are / and /addin/ for browsers, /graphql, POST /uploads/{dataset}, GET /templates/{dataset}.{csv|xlsx}, GET /audit/export.{csv|json|xlsx}, /health and /ready`,
    )
  }

  /** Who asks, if they may ask now; else the answer is sent. */
  async function admit(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<Caller | null> {
    const now = clock()
    const address = `address ${req.socket.remoteAddress}`
    const known = await callerOf(services.accounts, req.headers, now)
    const { userId, apiKeyId } = known?.viewer ?? {}
    const name = apiKeyId ? `key ${known?.viewer.organizationId} ${apiKeyId}` : userId ? `user ${userId}` : address
    const wait = handling.rateLimit.count(name, now)
    if (wait > 0) {
      const limit = services.config.rateLimitPerMinute
      answerError(
        res,
        429,
        'TOO_MANY_REQUESTS',
        `Too many requests: the limit is ${limit} a minute; wait ${wait} seconds`,
        {
          'retry-after': String(wait),
        },
      )
      return null
    }
    if (!known) {
      const message =
        'Signing in: the session token or API key is not valid (any more); sign in again or use another key'
      answerError(res, 401, 'UNAUTHENTICATED', message, { 'www-authenticate': 'Bearer' })
      return null
    }
    callers.set(req, known.viewer)
    const later = (work: () => Promise<void>) => handling.laterWork.add(work)
    if (known.noteUse && isMember(known.viewer)) later(known.noteUse)
    const origin = {
      ...{ requestId, address: req.socket.remoteAddress ?? null },
      salt: randomBytes(16).toString('base64url'),
    }
    return { viewer: { ...known.viewer, origin }, sessionId: known.sessionId, requestId, now, later }
  }

  async function answerReadiness(res: ServerResponse): Promise<void> {
    const checks = await readiness(handling.database, services.config.dataDir)
    const ready = Object.values(checks).every(check => check === 'ok')
    // Said, not counted: without it the rules answer alone.
    const model = modelState(services.secondInterpreter)
    answerJson(res, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks, model })
  }

  function fail(req: IncomingMessage, res: ServerResponse, requestId: string, error: unknown): void {
    // A request that was read to its end is destroyed too, and waits for its answer.
    const gone = res.headersSent || res.destroyed || (req.destroyed && !req.complete)
    if (!(error instanceof ExpectedError || gone)) log.error({ requestId, err: error }, 'unexpected error')
    if (gone) {
      res.destroy()
      return
    }
    if (error instanceof ExpectedError) answerError(res, statusOfCode(error.code), error.code, error.message)
    else
      answerError(
        res,
        500,
        'INTERNAL_SERVER_ERROR',
        `Unexpected error: it was written to the log as request ${requestId}`,
      )
  }
}

/** Milliseconds that the rest of a refused body may take. */
const DRAINED_WITHIN = 30_000

const isBrowser = (req: IncomingMessage): boolean =>
  (req.method === 'GET' || req.method === 'HEAD') && (req.headers.accept?.includes('text/html') ?? false)

/** Aborts when the caller goes away before the answer is complete. */
function closing(res: ServerResponse): AbortSignal {
  const controller = new AbortController()
  res.once('close', () => {
    if (!res.writableEnded) controller.abort()
  })
  return controller.signal
}
