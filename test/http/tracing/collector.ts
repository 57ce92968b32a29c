import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CollectedSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly failed: boolean
}

export interface Collector extends AsyncDisposable {
  readonly address: string
  readonly spans: CollectedSpan[]
  /** Everything that arrived, as it arrived. */
  readonly text: () => string
  /** Of the resource that sent them. */
  readonly resources: Readonly<Record<string, unknown>>[]
}

/** An OpenTelemetry collector on loopback that takes traces as JSON over HTTP. */
export async function collector(): Promise<Collector> {
  const bodies: string[] = []
  const spans: CollectedSpan[] = []
  const resources: Readonly<Record<string, unknown>>[] = []
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part)
    const body = Buffer.concat(parts).toString()
    bodies.push(body)
    if (req.url !== '/v1/traces' || req.method !== 'POST') return res.writeHead(404).end()
    for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
      resources.push(valuesOf(resource.attributes))
      for (const scope of scopeSpans) spans.push(...scope.spans.map(collected))
    }
    res.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    resources,
    text: () => bodies.join('\n'),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

interface SentAttribute {
  readonly key: string
  readonly value: Readonly<Record<string, string | number | boolean>>
}

const valuesOf = (attributes: readonly SentAttribute[] = []) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => {
      const [[type = '', sent = ''] = []] = Object.entries(value)
      return [key, type === 'intValue' ? Number(sent) : sent]
    }),
  )

interface SentSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes?: readonly SentAttribute[]
  readonly status?: { readonly code?: number }
}

const collected = ({ name, traceId, spanId, parentSpanId, attributes, status }: SentSpan): CollectedSpan => ({
  ...{ name, traceId, spanId, parentSpanId: parentSpanId || undefined },
  attributes: valuesOf(attributes),
  failed: status?.code === 2,
})
