import { postOf } from './drive.ts'

const month = (number: number): string => `2025-${String((number % 12) + 1).padStart(2, '0')}`

/** What takes a server long: every client explained, in every month, with all proofs. */
const questions = [
  (at: number) => ({
    query:
      'query ($input: ExplainInput!) { explain(input: $input) { sentence drivers { label contribution children { label contribution } } } }',
    variables: {
      input: { metric: 'gross_profit', by: 'CLIENT', period: { named: month(at) }, against: 'PREVIOUS_PERIOD' },
    },
  }),
  (at: number) => ({
    query: 'query ($query: MetricQuery!) { metrics(query: $query) { flatRows } }',
    variables: {
      query: {
        ...{ metrics: ['revenue', 'labour_cost', 'license_cost', 'hours'], groupBy: ['CLIENT', 'MONTH'] },
        ...{ period: { named: 'ALL' }, orderBy: [{ metric: at % 2 ? 'revenue' : 'hours', direction: 'DESC' }] },
      },
    },
  }),
  (at: number) => ({
    query:
      'query ($query: MetricQuery!) { metrics(query: $query) { rows { dimensions { label } values { value text confidence { score } } } } }',
    variables: { query: { metrics: ['revenue', 'gross_profit'], groupBy: ['CLIENT'], period: { named: month(at) } } },
  }),
]

/** Heavy questions one after the other, about another month each. */
export function heavyQuestions(token: string): () => Buffer {
  const headers = { authorization: `Bearer ${token}` }
  let count = 0
  return () => {
    count++
    return postOf('/graphql', questions[count % questions.length]!(Math.floor(count / questions.length)), headers)
  }
}
