import { peerModule } from '../peer-module.ts'
import { type Assumption, groupedBy, pageReads, type Signal, type Value } from './page-reads.ts'

/**
 * The page from mercurius as a good engineer would write it: prepared statements, a loader for each list. Arguments: the
 * database file, the number of clients in all, "jit" to compile queries.
 */
interface Fastify {
  register(plugin: unknown, options: unknown): void
  listen(options: { port: number; host: string }): Promise<string>
}
const { default: fastify } = await peerModule<{ default: (options: object) => Fastify }>('fastify')
const { default: mercurius } = await peerModule<{ default: unknown }>('mercurius')

const schema = `
  type Query { metrics(query: MetricQuery!): Table! }
  input MetricQuery { metrics: [String!]!, groupBy: [String!]!, period: Period, first: Int! }
  input Period { named: String }
  type Table { totalCount: Int! rows: [Row!]! }
  type Row { key: String! dimensions: [DimensionValue!]! values: [Value!]! }
  type DimensionValue { key: String! label: String! }
  type Value { metric: Metric! value: Float text: String! currency: String coverage: Float! rowCount: Int!
    confidence: Confidence! assumptions: [Assumption!]! }
  type Metric { key: String! }
  type Confidence { score: Float! level: String! signals: [Signal!]! }
  type Signal { key: String! effect: Float! }
  type Assumption { code: String! rowCount: Int! }
`
const [file = '', total = '0', jit] = process.argv.slice(2)
const reads = pageReads(file)

interface Row {
  readonly id: number
}
interface Queued<T> {
  readonly obj: T
}
const app = fastify({ logger: false })
app.register(mercurius, {
  schema,
  jit: jit === 'jit' ? 1 : 0,
  resolvers: {
    Query: {
      metrics: (_: unknown, { query }: { query: { first: number } }) => ({
        totalCount: Number(total),
        rows: reads.clients(query.first).map(({ id, key, label }) => ({ id, key, dimensions: [{ key, label }] })),
      }),
    },
    Value: {
      metric: ({ metric }: Value) => ({ key: metric }),
      rowCount: ({ row_count }: Value) => row_count,
      confidence: ({ id, score, level }: Value) => ({ id, score, level }),
    },
    Assumption: { rowCount: ({ row_count }: Assumption) => row_count },
  },
  loaders: {
    Row: { values: loader<Row, Value>(reads.values, each => each.client_id) },
    Confidence: { signals: loader<Row, Signal>(reads.signals, each => each.value_id) },
    Value: { assumptions: loader<Row, Assumption>(reads.assumptions, each => each.value_id) },
  },
})

/** Without its cache of a request: a page asks for each list once. */
function loader<P extends Row, C>(read: (ids: readonly number[]) => C[], parentOf: (row: C) => number) {
  return {
    opts: { cache: false },
    loader: async (queries: readonly Queued<P>[]) => {
      const ofParent = groupedBy(read(queries.map(({ obj }) => obj.id)), parentOf)
      return queries.map(({ obj }) => ofParent.get(obj.id) ?? [])
    },
  }
}

console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
process.once('SIGTERM', () => process.exit(0))
