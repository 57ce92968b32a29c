import type { Log } from '../../log.ts'
import { whileLogging } from '../../observation/log-scope.ts'
import type { Exchange } from '../exchange.ts'
import { type RequestLine, withRequestLine } from './request-line.ts'
import type { ServerTelemetry } from './server-telemetry.ts'

const methods = ['GET', 'HEAD', 'POST', 'OPTIONS']

/** Refusals that have a status of their own, whatever is answered. */
const refusedStatuses: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  421: 'UNKNOWN_HOST',
  429: 'TOO_MANY_REQUESTS',
}

/**
 * Does the work of a request within its line of the log, its counts and its span. All of them are closed when the
 * answer is sent, or the caller has gone away. Personal data is in none of them.
 */
export function observeRequest<T>(
  { telemetry, log, clock }: { telemetry: ServerTelemetry; log: Log; clock: () => number },
  { req, res, requestId }: Omit<Exchange, 'url'>,
  work: (line: RequestLine) => T,
): T {
  const { metrics, tracing } = telemetry
  const started = clock()
  const method = methods.includes(req.method ?? '') ? (req.method ?? '') : 'other'
  const line: RequestLine = { route: 'none' }
  const { traceparent } = req.headers
  const span = tracing.begin(
    method,
    { 'http.request.method': method, 'moat.request_id': requestId },
    { traceparent: typeof traceparent === 'string' ? traceparent : '' },
  )
  metrics.running.inc()
  res.once('close', () => {
    const { route } = line
    const ms = clock() - started
    // Gone before anything was answered: no status of ours.
    const status = res.headersSent ? res.statusCode : 499
    const refused = refusedStatuses[status]
    metrics.running.dec()
    metrics.requests.inc({ route, method, status: String(status) })
    if (!String(res.getHeader('content-type')).startsWith('text/event-stream'))
      metrics.requestSeconds.observe({ route, method }, ms / 1000)
    if (refused) metrics.refusals.inc({ code: refused })
    if (status === 429) metrics.rateLimited.inc({ route })
    span.rename(`${method} ${route}`)
    span.set({ 'http.route': route, 'http.response.status_code': status })
    if (status >= 500) span.failed(String(status))
    span.end()
    log.info({ requestId, method, status, ms, ...line }, 'request')
  })
  return whileLogging({ requestId }, () => withRequestLine(line, () => span.run(() => work(line))))
}
