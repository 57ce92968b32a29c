import { expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { dbOf } from '../../server/db/tables.ts'
import { enqueueJob, type NewJob } from '../../server/jobs/enqueue-job.ts'
import { type TestServer, testServer } from '../support/server.ts'

/** A job of a kind that no server of these tests does, so that it stays. */
async function waiting(server: TestServer, organizationId: number, job: Partial<NewJob> = {}): Promise<string> {
  const db = dbOf(server.running.database.em.fork())
  const { id } = await enqueueJob(db, organizationId, { id: 'a:b', kind: 'none', ...job }, Date.now())
  return encodeId('Job', organizationId, id)
}
const jobs = `query ($filter: JobFilter) {
  jobs(filter: $filter) { totalCount nodes { id kind status attempts result error createdBy { name } } }
}`
/** The last event of a subscription over server-sent events. */
async function lastEvent(server: TestServer, token: string, id: string) {
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
    },
    body: JSON.stringify({
      query: `subscription ($id: ID!) { jobProgress(id: $id) { id kind status done total text } }`,
      variables: { id },
    }),
  })
  const events = (await response.text()).split('\n').filter(line => line.startsWith('data: {'))
  return JSON.parse(events.at(-1)?.slice('data: '.length) ?? 'null')
}

test('jobs are listed for those who set policies, and cancelled by them', async () => {
  await using server = await testServer()
  const { id: organizationId, tokens } = await server.organization('North', 'ADMIN', 'ANALYST')
  const id = await waiting(server, organizationId)
  const listed = await server.ask(tokens.ADMIN, jobs, { filter: { kinds: ['none'], status: ['QUEUED'] } })
  expect(listed.data.jobs).toMatchObject({ totalCount: 1, nodes: [{ id, kind: 'none', createdBy: null }] })
  expect((await server.ask(tokens.ANALYST, jobs)).errors[0]?.extensions.code).toBe('FORBIDDEN')
  const cancel = 'mutation ($id: ID!) { cancelJob(id: $id) { id status } }'
  expect((await server.ask(tokens.ANALYST, cancel, { id })).errors[0]?.extensions.code).toBe('FORBIDDEN')
  expect((await server.ask(tokens.ADMIN, cancel, { id })).data.cancelJob).toEqual({ id, status: 'CANCELLED' })
  const node = await server.ask(tokens.ADMIN, 'query ($id: ID!) { node(id: $id) { ... on Job { status } } }', { id })
  expect(node.data.node).toEqual({ status: 'CANCELLED' })
})

test('a job is followed by who asked for it and those who set policies, and is nothing to others', async () => {
  await using server = await testServer()
  const { id: organizationId, tokens } = await server.organization('North', 'ADMIN', 'ANALYST', 'VIEWER')
  const south = await server.organization('South', 'OWNER')
  const db = dbOf(server.running.database.em.fork())
  const { id: userId } = await db
    .selectFrom('user_account')
    .select('id')
    .where('name', '=', 'ANALYST of North')
    .executeTakeFirstOrThrow()
  const id = await waiting(server, organizationId, { createdBy: userId })
  await server.ask(tokens.ADMIN, 'mutation ($id: ID!) { cancelJob(id: $id) { id } }', { id })
  for (const token of [tokens.ADMIN, tokens.ANALYST])
    expect((await lastEvent(server, token, id)).data.jobProgress).toEqual({
      ...{ id, kind: 'none', status: 'CANCELLED', done: 0, total: null, text: null },
    })
  for (const token of [tokens.VIEWER, south.tokens.OWNER]) {
    const [error] = (await lastEvent(server, token, id)).errors
    expect(error).toMatchObject({ message: 'Following a job: there is no such job', extensions: { code: 'NOT_FOUND' } })
  }
})

test('the server checks its log and forgets old jobs by itself, once a day', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'ADMIN')
  server.wait(86_400_000)
  let nodes: { kind: string; status: string; result: unknown }[] = []
  const both = ['audit.verify', 'jobs.prune']
  while (nodes.filter(job => job.status === 'DONE' && both.includes(job.kind)).length < 2) {
    const { data, errors } = await server.ask(await freshToken(server), jobs)
    expect(errors).toEqual([])
    nodes = data.jobs.nodes
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  expect(tokens.ADMIN).toBeTruthy()
  expect(nodes.find(job => job.kind === 'audit.verify')?.result).toMatchObject({ valid: true, problem: null })
  expect(nodes.find(job => job.kind === 'jobs.prune')?.result).toEqual({ removed: 0 })
})

/** The clock went on a day: the first token is not valid any more. */
const freshToken = async (server: TestServer): Promise<string> =>
  (await server.signIn('admin@north.example')).data.signIn.accessToken
