import type { Config } from '../../config.ts'
import type { Log } from '../../log.ts'
import { noTracing, type Tracing } from './tracing.ts'

/** Traces for the collector that is configured. Without one nothing is loaded, and no connection is ever opened. */
export async function startTracing({ otlpEndpoint }: Pick<Config, 'otlpEndpoint'>, log: Log): Promise<Tracing> {
  if (otlpEndpoint === null) return noTracing
  const { otlpTracing } = await import('./otlp-tracing.ts')
  return otlpTracing(otlpEndpoint, log)
}
