import { setTimeout } from 'node:timers/promises'
import { type Member, type Role, roles, scopesOfRole } from '../../server/access/policy.ts'
import { type TestServer, testServer } from '../support/server.ts'

/** Two clients over three months, small enough to reckon by hand. Revenue of Acme: 1000, 1200, 900. */
export const sheets = {
  invoices: `client,invoice_number,date,status,subtotal
Acme,I1,2026-01-10,paid,1000
Acme,I2,2026-02-10,paid,1200
Acme,I3,2026-03-10,paid,900
Birch,I4,2026-01-12,paid,400
Birch,I5,2026-02-12,paid,500
Birch,I6,2026-03-12,paid,600
`,
  time_logs: `client,staff_name,staff_email,date,hours,rate,cost_rate
Acme,Petra Quillfeather,petra@north.example,2026-01-12,4,100,50
Acme,Petra Quillfeather,petra@north.example,2026-02-12,20,100,50
Birch,Petra Quillfeather,petra@north.example,2026-03-12,6,100,50
`,
}

/** Everything about revenue, hours and margins is looked at, and nothing else. */
export const everything = {
  metrics: ['revenue', 'hours', 'gross_margin_pct'],
  ...{ confidenceBelow: 0, limits: [], trend: null, unusualChange: null, sampleShare: 1, dueDays: 7 },
  unfinishedMonths: true,
}

export interface ReviewedServer extends TestServer {
  readonly id: number
  readonly tokens: Readonly<Record<Role, string>>
  /** Uploads a sheet as somebody; answers when the analysis after it has ended. */
  readonly bring: (
    role: Role,
    dataset: string,
    sheet: string,
  ) => Promise<{ readonly id: string; readonly opened: number }>
  readonly policy: (key: string, value: unknown) => Promise<void>
  /** The newest task about a result, as the owner sees it. */
  readonly taskOf: (metric: string, client: string, month: string) => Promise<Task>
  readonly decide: (role: Role, input: object) => Promise<Decided>
  /** The one cell, as somebody sees it. */
  readonly cell: (role: Role, metric: string, client: string, month: string, asOf?: string) => Promise<Cell>
  readonly member: (role: Role) => Member
}

export interface Task {
  readonly id: string
  readonly version: number
  readonly status: string
  readonly value: number
  readonly reasons: readonly { readonly code: string }[]
  readonly client: { readonly name: string } | null
}
type Decided = {
  readonly __typename: string
  readonly status?: string
  readonly message?: string
  readonly version?: number
}
type Cell = {
  readonly value: number | null
  readonly text: string
  readonly status: string
  readonly computed: number | null
}

const task = 'id version status value reasons { code } client { name } metric { key } period { label }'

/** A server with an organization of every role, whose uploads are reviewed as a policy says. */
export async function reviewedServer(review: object = everything): Promise<ReviewedServer> {
  const server = await testServer()
  const { id, tokens } = await server.organization<Role>('North', ...roles)
  const must = async (role: Role, query: string, variables: object = {}) => {
    const { data, errors } = await server.ask(tokens[role], query, variables)
    if (errors.length > 0) throw new Error(JSON.stringify(errors))
    return data
  }
  const policy: ReviewedServer['policy'] = async (key, value) => {
    await must('OWNER', 'mutation ($key: String!, $value: JSON!) { setPolicy(key: $key, value: $value) { version } }', {
      ...{ key, value },
    })
  }
  await policy('review', review)
  return {
    ...server,
    ...{ id, tokens, policy },
    bring: async (role, dataset, sheet) => {
      const answer = await (await server.upload(tokens[role], `${dataset}?createMissingClients=true`, sheet)).json()
      const query = '($id: ID!) { analysisRun(snapshot: $id) { status tasksOpened error } }'
      for (let look = 0; look < 4000; look++) {
        const { analysisRun: run } = await must('OWNER', `query ${query}`, { id: answer.id })
        if (run?.status === 'DONE') return { id: answer.id, opened: run.tasksOpened }
        if (run?.error) throw new Error(run.error)
        await setTimeout(25)
      }
      throw new Error(`No analysis followed ${JSON.stringify(answer)}`)
    },
    taskOf: async (metric, client, month) => {
      const { reviewTasks } = await must(
        'OWNER',
        `query ($filter: ReviewTaskFilter) { reviewTasks(filter: $filter, first: 1000) { nodes { ${task} } } }`,
        { filter: { metric, month } },
      )
      const found = reviewTasks.nodes.find((each: Task) => (each.client?.name ?? '') === client)
      if (!found) throw new Error(`No task of ${metric} of ${client} in ${month}`)
      return found
    },
    decide: async (role, input) =>
      (
        await must(
          role,
          `mutation ($input: DecideReviewTaskInput!) { decideReviewTask(input: $input) { __typename
            ... on ReviewTask { status version } ... on VersionConflict { message } ... on NotAllowedToDecide { message } } }`,
          { input },
        )
      ).decideReviewTask,
    cell: async (role, metric, client, period, asOf) =>
      (
        await must(
          role,
          'query ($keys: [MetricValueKey!]!) { metricValues(keys: $keys) { ... on MetricValue { value text status computed } } }',
          { keys: [{ metric, client, period, ...(asOf === undefined ? {} : { asOf }) }] },
        )
      ).metricValues[0],
    member: role => ({
      ...{ userId: 1, email: null, organizationId: id, role, scopes: new Set(scopesOfRole[role]), apiKeyId: null },
    }),
  }
}
