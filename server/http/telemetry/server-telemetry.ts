import type { Telemetry } from '../../observation/telemetry.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Tracing } from '../tracing/tracing.ts'
import { requestLine } from './request-line.ts'

/** Everything that is seen of one server. */
export interface ServerTelemetry extends Telemetry {
  readonly metrics: Metrics
  readonly tracing: Tracing
}

export function createTelemetry(metrics: Metrics, tracing: Tracing): ServerTelemetry {
  return {
    metrics,
    tracing,
    note: happening => {
      if (happening.type === 'signIn') {
        const { by, outcome } = happening
        metrics.signIns.inc({ by, outcome })
        const line = requestLine()
        if (line) line.signIn = `${by} ${outcome}`
      } else if (happening.type === 'keptAnswer') {
        metrics.operations.inc({ type: 'query', outcome: 'kept' })
        const line = requestLine()
        if (line) line.operation = 'query, kept'
      } else metrics.answers.inc({ engine: happening.engine, outcome: happening.outcome })
    },
    span: async (name, attributes, work) => {
      const span = tracing.begin(name, attributes)
      try {
        return await span.run(() => work(span.set))
      } catch (error) {
        span.failed(error instanceof Error ? error.name : 'unknown')
        throw error
      } finally {
        span.end()
      }
    },
  }
}
