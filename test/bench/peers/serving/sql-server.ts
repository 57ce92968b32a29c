import { groupedBy, pageReads } from './page-reads.ts'
import { serve } from './serve.ts'

/**
 * SQL and JSON by hand, without GraphQL, authorization or anything else: what a page costs at least. Arguments: the
 * database file, the number of clients in all.
 */
const reads = pageReads(process.argv[2] ?? '')
const totalCount = Number(process.argv[3])

function page(first: number) {
  const clients = reads.clients(first)
  const values = reads.values(clients.map(({ id }) => id))
  const ids = values.map(({ id }) => id)
  const ofClient = groupedBy(values, each => each.client_id)
  const signals = groupedBy(reads.signals(ids), each => each.value_id)
  const assumptions = groupedBy(reads.assumptions(ids), each => each.value_id)
  return {
    totalCount,
    rows: clients.map(({ id, key, label }) => ({
      key,
      dimensions: [{ key, label }],
      values: (ofClient.get(id) ?? []).map(each => ({
        metric: { key: each.metric },
        value: each.value,
        text: each.text,
        currency: each.currency,
        coverage: each.coverage,
        rowCount: each.row_count,
        confidence: {
          score: each.score,
          level: each.level,
          signals: (signals.get(each.id) ?? []).map(signal => ({ key: signal.key, effect: signal.effect })),
        },
        assumptions: (assumptions.get(each.id) ?? []).map(({ code, row_count }) => ({ code, rowCount: row_count })),
      })),
    })),
  }
}

serve((req, res) => {
  const chunks: Buffer[] = []
  req.on('data', chunk => chunks.push(chunk))
  req.on('end', () => {
    const { variables } = JSON.parse(Buffer.concat(chunks).toString())
    const body = JSON.stringify({ data: { metrics: page(Number(variables.query.first)) } })
    const length = Buffer.byteLength(body)
    res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': length })
    res.end(body)
  })
})
