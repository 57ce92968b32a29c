/** Something that is counted. Nothing in it names an organization, a person, a client or a question. */
export type Happening =
  | { readonly type: 'signIn'; readonly by: 'PASSWORD' | 'PROVIDER'; readonly outcome: string }
  | { readonly type: 'answer'; readonly engine: string; readonly outcome: 'answered' | 'clarified' | 'abstained' }
  /** The answer of a query that was kept was given again. */
  | { readonly type: 'keptAnswer' }

/** What a span says of its work. No personal data, no text of a query or question. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>

/** What those who run the server see of its work: counts for Prometheus, spans for OpenTelemetry. */
export interface Telemetry {
  readonly note: (happening: Happening) => void
  /** Does the work as a span of the trace at hand; `set` says more of it. */
  readonly span: <T>(
    name: string,
    attributes: SpanAttributes,
    work: (set: (attributes: SpanAttributes) => void) => Promise<T>,
  ) => Promise<T>
}
