import type { SpanExporter } from '@opentelemetry/sdk-trace'
import type { Log } from '../../log.ts'

const REPORT_EVERY = 60_000

/** Says in the log, at most once a minute, that the collector does not take what it is sent; nobody else would. */
export function reportingExporter(exporter: SpanExporter, log: Log): SpanExporter {
  let reported = Number.NEGATIVE_INFINITY
  return {
    export: (spans, done) =>
      exporter.export(spans, result => {
        // 0 is success.
        if (result.code !== 0 && performance.now() - reported > REPORT_EVERY) {
          reported = performance.now()
          log.warn({ spans: spans.length, err: result.error }, 'the collector did not take traces; they are lost')
        }
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => await exporter.forceFlush?.(),
  }
}
