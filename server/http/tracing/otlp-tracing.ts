import { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, type Span as OtelSpan, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { AlwaysOnSampler, BatchSpanProcessor, ParentBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Log } from '../../log.ts'
import { productVersion } from '../pages/product-version.ts'
import { reportingExporter } from './reporting-exporter.ts'
import { parentOf } from './traceparent.ts'
import type { Span, Tracing } from './tracing.ts'

/** Milliseconds that the collector has for an answer, and that the server waits for it when it stops. */
const PATIENCE = 5_000

/** Sends traces to a collector by OTLP over HTTP. Nothing global is set up: each server of a process has its own. */
export function otlpTracing(endpoint: string, log: Log): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: PATIENCE,
  })
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    // The name of the machine stays out: it is nobody's business but the operator's, who knows it.
    resource: resourceFromAttributes({ 'service.name': 'moatmetrics', 'service.version': productVersion() }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: reportingExporter(exporter, log), scheduledDelayMillis: 2_000 }),
    ],
  })
  const tracer = provider.getTracer('moatmetrics')
  const current = new AsyncLocalStorage<Context>()

  return {
    on: true,
    begin: (name, attributes, { traceparent } = {}) => {
      const above = traceparent === undefined ? current.getStore() : parentOf(traceparent)
      const kind = traceparent === undefined ? SpanKind.INTERNAL : SpanKind.SERVER
      const parent = above ?? ROOT_CONTEXT
      const span = tracer.startSpan(name, { kind, attributes }, parent)
      return spanOf(span, trace.setSpan(parent, span), current)
    },
    stop: () =>
      Promise.race([
        provider.shutdown().catch(() => undefined),
        new Promise<void>(resolve => setTimeout(resolve, PATIENCE).unref()),
      ]),
  }
}

const spanOf = (span: OtelSpan, context: Context, current: AsyncLocalStorage<Context>): Span => ({
  set: attributes => span.setAttributes(attributes),
  failed: what => {
    span.setStatus({ code: SpanStatusCode.ERROR })
    span.setAttribute('error.type', what)
  },
  end: () => span.end(),
  rename: name => span.updateName(name),
  run: work => current.run(context, work),
})
