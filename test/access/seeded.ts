import type { Role } from '../../server/access/policy.ts'
import { eventually } from '../support/eventually.ts'
import { sampleSheets } from '../support/sample-sheets.ts'
import type { TestServer } from '../support/server.ts'

/** An organization with sample data, a bad row, a key, and the id of one thing of each kind. */
export async function seeded(server: TestServer, name: string, ...roles: readonly Role[]) {
  const { id, tokens } = await server.organization<Role>(name, 'OWNER', ...roles)
  const owner = tokens.OWNER
  for (const [dataset, sheet] of Object.entries(sampleSheets)) {
    const response = await server.upload(owner, dataset, sheet)
    if (response.status !== 200) throw new Error(`${dataset}: ${await response.text()}`)
  }
  const bad =
    'client,staff_name,date,hours,rate\nAcme Dental,Petra Quillfeather,2026-06-07,99,151.19\nAcme Dental,Petra Quillfeather,2026-06-08,1,151.19\n'
  await server.upload(owner, 'time_logs', bad)
  await server.ask(owner, 'mutation { createApiKey(input: {name: "BI"}) { secret } }')
  await server.ask(
    owner,
    'mutation { saveQuery(input: {name: "Revenue by client", query: {metrics: ["revenue"], groupBy: [CLIENT]}, shared: true}) { id } }',
  )
  await server.ask(
    owner,
    'mutation { proposeAskTerm(input: {kind: CLIENT, term: "toothopolis", meaning: "Acme Dental"}) { id } }',
  )
  const { data } = await server.ask(
    owner,
    `{ askTerms { nodes { id } } savedQueries { nodes { id } } clients(filter: {search: "acme"}) { nodes { id invoices { nodes { id } } timeLogs { nodes { id } } licenses { nodes { id } } } }
       snapshots { nodes { id } } apiKeys { nodes { id } } viewer { user { id } }
       auditEvents(first: 1) { nodes { id } } jobs(first: 1) { nodes { id } } }`,
  )
  const [client] = data.clients.nodes
  const ids: Readonly<Record<string, string>> = {
    Client: client.id,
    Invoice: client.invoices.nodes.at(-1).id,
    TimeLog: client.timeLogs.nodes.at(-1).id,
    License: client.licenses.nodes[0].id,
    Snapshot: data.snapshots.nodes[0].id,
    ApiKey: data.apiKeys.nodes[0].id,
    User: data.viewer.user.id,
    AuditEvent: data.auditEvents.nodes[0].id,
    Job: data.jobs.nodes[0].id,
    SavedQuery: data.savedQueries.nodes[0].id,
    AskTerm: data.askTerms.nodes[0].id,
    ReviewTask: await reviewTaskOf(server, owner),
  }
  return { id, tokens, ids }
}

/** A review task of the uploads; analysis runs after the answer to an upload. */
async function reviewTaskOf(server: TestServer, token: string): Promise<string> {
  return await eventually(async () => {
    const { data } = await server.ask(token, '{ reviewTasks(first: 1) { nodes { id } } }')
    const [task] = data.reviewTasks.nodes
    if (!task) throw new Error('No review task was opened')
    return task.id
  })
}

/** Limits wide enough for a query of everything. */
export const noLimits = {
  GRAPHQL_MAX_DEPTH: '100',
  GRAPHQL_MAX_COST: String(Number.MAX_SAFE_INTEGER),
  GRAPHQL_MAX_TOKENS: '1000000',
  GRAPHQL_MAX_ALIASES: '1000000',
  GRAPHQL_MAX_FIELDS: '1000000',
  GRAPHQL_MAX_LIST_ITEMS: '100000',
  GRAPHQL_MAX_OPERATIONS: '100',
  GRAPHQL_TIMEOUT_SECONDS: '600',
}
