import { randomStream } from '../../../server/demo/random-stream.ts'
import { lightQuestions } from './light-reads.ts'

/** A request of a person at work. */
export interface Asked {
  readonly kind: string
  /** Whether somebody waits for it to appear at once. */
  readonly light: boolean
  readonly body: { readonly query: string; readonly variables?: object }
}

const explain = `query ($input: ExplainInput!) { explain(input: $input) { sentence difference drivers { label contribution } } }`
const ask = 'query ($question: String!) { ask(question: $question) { text abstained } }'
const page = `query ($query: MetricQuery!) { metrics(query: $query) { rows { dimensions { label } values { value text
  confidence { score level } } } } }`
const upload = `mutation ($input: UploadRowsInput!) { uploadRows(input: $input) { __typename ... on Snapshot { acceptedCount } } }`
const tasks = '{ reviewTasks(first: 5, filter: {status: [OPEN]}) { nodes { id version } } }'
export const decide = `mutation ($input: DecideReviewTaskInput!) { decideReviewTask(input: $input) { __typename } }`

const questions = [
  'revenue by client last month',
  'which clients lost money?',
  'hours by month this year',
  'top 5 clients by profit',
]

/** What people ask, in the shares of a working day: mostly cells and small tables, now and then an upload or a decision. */
export function userMix(clients: number, seed: number): () => Asked {
  const random = randomStream(seed, 'a person at work')
  let uploads = 0
  const client = () => random.whole(0, clients - 1)
  const month = () => random.whole(0, 23)
  const period = () => ({ named: `2025-${String(random.whole(1, 12)).padStart(2, '0')}` })
  return () => {
    const dice = random.whole(0, 999)
    if (dice < 400) return { kind: 'cells', light: true, body: lightQuestions.cells(client(), month()) }
    if (dice < 600) return { kind: 'table', light: true, body: lightQuestions.table(client(), month()) }
    if (dice < 720) return { kind: 'clients', light: true, body: lightQuestions.clients(client()) }
    if (dice < 840) {
      const query = { metrics: ['revenue', 'gross_profit'], groupBy: ['CLIENT'], period: period(), first: 50 }
      return { kind: 'page', light: false, body: { query: page, variables: { query } } }
    }
    if (dice < 920) {
      const input = { metric: 'revenue', period: period(), against: 'PREVIOUS_PERIOD' }
      return { kind: 'explain', light: false, body: { query: explain, variables: { input } } }
    }
    if (dice < 980) {
      const question = random.pick(questions)
      return { kind: 'ask', light: false, body: { query: ask, variables: { question } } }
    }
    if (dice < 990) return { kind: 'tasks', light: false, body: { query: tasks } }
    const name = `Client ${String(client() + 1).padStart(4, '0')}`
    const rows = Array.from({ length: 10 }, () => [name, 'Person 1', '2025-12-15', 1, `load-${seed}-${++uploads}`])
    const input = { dataset: 'TIME_LOGS', header: ['client', 'staff_name', 'date', 'hours', 'external_id'], rows }
    return { kind: 'upload', light: false, body: { query: upload, variables: { input } } }
  }
}
