import type { Config } from '../../config.ts'
import type { Log } from '../../log.ts'
import { createMetrics } from '../metrics/metrics.ts'
import { startTracing } from '../tracing/start-tracing.ts'
import { createTelemetry, type ServerTelemetry } from './server-telemetry.ts'

/** What is seen of a server, from its start on. */
export const startTelemetry = async (config: Config, log: Log): Promise<ServerTelemetry> =>
  createTelemetry(createMetrics(), await startTracing(config, log))
