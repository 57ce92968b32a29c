import type { SpanAttributes } from '../../observation/telemetry.ts'

/** A piece of work within a trace. */
export interface Span {
  readonly set: (attributes: SpanAttributes) => void
  /** It did not come to a good end; `what` is a code or the name of a class, never a message. */
  readonly failed: (what: string) => void
  readonly end: () => void
  /** Gives it a better name than it began with. */
  readonly rename: (name: string) => void
  /** Spans that begin within the work, or in what it leaves to be done later, belong to this one. */
  readonly run: <T>(work: () => T) => T
}

export interface SpanOptions {
  /** The `traceparent` of a request (W3C): the span goes on with that trace. */
  readonly traceparent?: string | undefined
}

export interface Tracing {
  /** Whether anybody gets the spans. */
  readonly on: boolean
  /** Begins a span of the one at hand. */
  readonly begin: (name: string, attributes: SpanAttributes, options?: SpanOptions) => Span
  /** Sends what is not sent yet, within a few seconds, and nothing after that. */
  readonly stop: () => Promise<void>
}

const unseen: Span = {
  set: () => undefined,
  failed: () => undefined,
  end: () => undefined,
  rename: () => undefined,
  run: work => work(),
}

/** Where no collector is configured. */
export const noTracing: Tracing = { on: false, begin: () => unseen, stop: async () => undefined }
