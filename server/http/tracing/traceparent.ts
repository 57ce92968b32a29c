import { type Context, ROOT_CONTEXT, trace } from '@opentelemetry/api'

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/** The trace that a `traceparent` header names (W3C Trace Context); undefined where it names none as it should. */
export function parentOf(traceparent: string): Context | undefined {
  const [, traceId = '', spanId = '', flags = ''] = shape.exec(traceparent) ?? []
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId)) return undefined
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
  })
}
