import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import type { Services } from '../../schema/context.ts'
import type { RefusalLog } from '../audit/refusal-log.ts'
import type { ScheduledBackups } from '../backups/scheduled/create-scheduled-backups.ts'
import type { Database } from '../db/database.ts'
import { withNoTenant } from '../db/row-level-security/tenant-scope.ts'
import type { Log } from '../log.ts'
import { admit } from './admit.ts'
import { answerError } from './answer.ts'
import { answerFailure } from './answer-failure.ts'
import { drainRest } from './bodies/drain-rest.ts'
import { allowOrigin } from './cors.ts'
import { hasCredential } from './credentials.ts'
import type { Exchange } from './exchange.ts'
import type { OfferedSignIn } from './graphiql/graphiql-route.ts'
import type { createGraphqlHandler } from './graphql-handler.ts'
import type { LaterWork } from './later-work.ts'
import type { createPagesRoute } from './pages/pages-route.ts'
import type { RateLimits } from './rate-limits/rate-limits.ts'
import { routeFinder } from './route.ts'
import { createRoutes, places } from './routes.ts'
import { inScopeOf } from './scope-of-viewer.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { allowedHosts } from './senders/allowed-hosts.ts'
import { senderOf } from './senders/sender.ts'
import { trustedProxies } from './senders/trusted-proxies.ts'
import { observeRequest } from './telemetry/observe-request.ts'
import { noteCaller, type RequestLine } from './telemetry/request-line.ts'
import type { ServerTelemetry } from './telemetry/server-telemetry.ts'

/** What answering takes. */
export interface Handling {
  readonly services: Services
  readonly schema: GraphQLSchema
  readonly database: Database
  readonly graphql: ReturnType<typeof createGraphqlHandler>
  readonly rateLimits: RateLimits
  readonly refusalLog: RefusalLog
  readonly laterWork: LaterWork
  readonly log: Log
  readonly telemetry: ServerTelemetry
  /** Looks up what is measured only when somebody reads the metrics. */
  readonly lookUpGauges: () => Promise<void>
  readonly clock: () => number
  readonly demo: readonly OfferedSignIn[] | null
  readonly pages: ReturnType<typeof createPagesRoute>
  /** Null: none are configured. */
  readonly backups: ScheduledBackups | null
}

/** Every request comes through here: headers, name of the server, origin, its route, and who asks. */
export function createRequestHandler(handling: Handling) {
  const { log } = handling
  const { config } = handling.services
  const routes = createRoutes(handling)
  const routeOf = routeFinder(routes)
  // Most requests name a route and nothing else: those addresses are taken apart once.
  const addresses = new Map(routes.map(({ path }) => [path, new URL(`http://server${path}`)]))
  const proxies = trustedProxies(config.trustedProxies)
  const mayBeCalled = allowedHosts(config)

  return (req: IncomingMessage, res: ServerResponse): void => {
    const sender = senderOf(req, proxies)
    const requestId = sender.requestId ?? randomUUID()
    setSecurityHeaders(res, requestId, sender)
    drainRest(req, res)
    const arrived = { req, res, sender, requestId }
    observeRequest(handling, arrived, line => withNoTenant(() => answer(arrived, line))).catch(error =>
      answerFailure(log, arrived, error),
    )
  }

  async function answer(arrived: Omit<Exchange, 'url'>, line: RequestLine): Promise<void> {
    const { req, res, sender } = arrived
    // Which of two names counts, whoever stands before this server may see otherwise (RFC 9112, 3.2).
    if (severalOf(req, 'host')) return answerError(res, 400, 'BAD_REQUEST', severalHosts)
    if (!mayBeCalled(sender.host)) return answerError(res, 421, 'UNKNOWN_HOST', unknownHost)
    if (allowOrigin(req, res, config.corsOrigins)) return
    const target = req.url ?? ''
    const url = addresses.get(target) ?? (target.startsWith('/') ? URL.parse(`http://server${target}`) : null)
    if (!url)
      return answerError(
        res,
        400,
        'BAD_REQUEST',
        'Reading the request: its address is none; send a path such as /graphql',
      )
    const exchange = { ...arrived, url }
    if (hasCredential(exchange.url)) return answerError(res, 400, 'CREDENTIAL_IN_ADDRESS', credentialInAddress)
    const found = routeOf(exchange)
    if (!('route' in found)) return refuse(exchange, found.allowed)
    line.route = found.route.path
    if (found.route.open) return await found.route.answer(exchange)
    const caller = await admit(handling, exchange)
    if (!caller) return
    noteCaller(line, caller.viewer)
    await inScopeOf(caller.viewer, () => found.route.answer(exchange, caller))
  }

  function refuse({ req, res, url }: Exchange, allowed: readonly string[]): void {
    const { method } = req
    const asked = `There is nothing for ${method} ${url.pathname}`
    if (allowed.length === 0 || allowed.includes(method ?? ''))
      answerError(res, 404, 'NOT_FOUND', `${asked}; ${places}`)
    else
      answerError(res, 405, 'METHOD_NOT_ALLOWED', `${asked}; use ${allowed.join(' or ')}`, {
        allow: [...allowed, 'OPTIONS'].join(', '),
      })
  }
}

/** Looked for in the headers as they came: taking all of them apart once more is 1 % of a request whose answer is known. */
function severalOf({ rawHeaders }: IncomingMessage, name: string): boolean {
  let found = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const sent = rawHeaders[at]!
    if (sent.length === name.length && sent.toLowerCase() === name) found++
  }
  return found > 1
}

const severalHosts = 'Reading the request: it names several hosts; send one Host header'
const unknownHost =
  'Reading the request: this server is not known by the name it was called by; use its address, or add the name to ALLOWED_HOSTS (or PUBLIC_URL) on the server'
const credentialInAddress =
  'Reading the request: a key or token stands in the address, where it ends up in logs; send it as Authorization: Bearer, X-API-Key or the password of Basic, and revoke this one'
