import { postOf } from './drive.ts'

const month = (number: number): string =>
  `20${24 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
const clientOf = (number: number): string => `Client ${String(number + 1).padStart(4, '0')}`

/** What a page or a sheet asks for without anybody waiting: cells of a client, a few metrics, a page of clients. */
export const lightQuestions = {
  cells: (client: number, at: number) => ({
    query:
      'query ($keys: [MetricValueKey!]!) { metricValues(keys: $keys) { ... on MetricValue { value text status } ... on MetricValueError { code } } }',
    variables: {
      keys: ['revenue', 'labour_cost', 'hours', 'gross_margin_pct'].map(metric => ({
        ...{ metric, client: clientOf(client), period: month(at) },
      })),
    },
  }),
  table: (client: number, at: number) => ({
    query: 'query ($query: MetricQuery!) { metrics(query: $query) { flatRows totals { values { text } } } }',
    variables: {
      query: {
        ...{ metrics: ['revenue', 'hours'], groupBy: ['MONTH'], where: { clients: [clientOf(client)] } },
        period: { between: { from: `${month(Math.max(0, at - 5))}-01`, to: `${month(at)}-28` } },
      },
    },
  }),
  clients: (client: number) => ({
    query:
      'query ($filter: ClientFilter) { clients(first: 20, filter: $filter) { totalCount nodes { id name industry isActive } } }',
    variables: { filter: { search: String(client % 1000) } },
  }),
} as const

/** Light reads one after the other, about another client and month each. */
export function lightReads(token: string, clients: number): () => Buffer {
  const headers = { authorization: `Bearer ${token}` }
  const kinds = Object.values(lightQuestions)
  let count = 0
  return () => {
    count++
    const question = kinds[count % kinds.length]!
    return postOf('/graphql', question((count * 37) % clients, Math.floor((count * 37) / clients) % 24), headers)
  }
}
