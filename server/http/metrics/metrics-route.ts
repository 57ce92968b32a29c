import { createHash, timingSafeEqual } from 'node:crypto'
import { Registry } from 'prom-client'
import { isMember, may } from '../../access/policy.ts'
import { withoutTenant } from '../../db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../db/tables.ts'
import { Forbidden, Unauthenticated } from '../../errors.ts'
import { credentialOf } from '../credentials.ts'
import type { Exchange } from '../exchange.ts'
import type { Handling } from '../handle-request.ts'
import type { Caller } from '../request-context.ts'
import { callerRoute, openRoute, type Route } from '../route.ts'
import { processMetrics } from './process-metrics.ts'

/**
 * GET /metrics, for Prometheus: with METRICS_KEY; else with an API key that manages integrations, where the numbers
 * are of one organization only. They are those of the whole server.
 */
export function metricsRoutes({ services, telemetry, lookUpGauges, database }: Handling): readonly Route[] {
  const { metricsKey } = services.config

  async function answer({ res }: Exchange): Promise<void> {
    await lookUpGauges()
    const all = Registry.merge([processMetrics(), telemetry.metrics.register])
    const text = await all.metrics()
    res.writeHead(200, { 'content-type': all.contentType }).end(text)
  }

  async function answerCaller(exchange: Exchange, { viewer }: Caller): Promise<void> {
    if (!isMember(viewer)) throw new Unauthenticated('Reading metrics: send METRICS_KEY or an API key')
    if (viewer.apiKeyId === null || !may(viewer, 'integrations:manage'))
      throw new Forbidden('Reading metrics: send METRICS_KEY, or an API key with integrations:manage')
    const organizations = await withoutTenant('who asks', () =>
      dbOf(database.em.fork()).selectFrom('organization').select('id').limit(2).execute(),
    )
    if (organizations.length > 1)
      throw new Forbidden(
        'Reading metrics: they are of several organizations, so no key of one of them reads them; send METRICS_KEY',
      )
    await answer(exchange)
  }

  const byMetricsKey = ({ req }: Exchange): boolean =>
    metricsKey !== null && isSame(credentialOf(req.headers) ?? '', metricsKey)
  return [openRoute(['GET'], '/metrics', answer, byMetricsKey), callerRoute(['GET'], '/metrics', answerCaller)]
}

/** In the same time whatever was sent. */
function isSame(sent: string, wanted: string): boolean {
  const [one, other] = [sent, wanted].map(text => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(one, other)
}
