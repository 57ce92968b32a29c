import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLog } from '../../server/audit/verify-log.ts'
import { dbOf } from '../../server/db/tables.ts'
import { sampleSheets } from '../support/sample-sheets.ts'
import { type TestServer, testServer } from '../support/server.ts'

let server: TestServer
let north: Awaited<ReturnType<typeof firm>>
let south: Awaited<ReturnType<typeof firm>>
beforeAll(async () => {
  server = await testServer()
  north = await firm('North')
  south = await firm('South')
})
afterAll(() => server[Symbol.asyncDispose]())

async function firm(name: string) {
  const { id, tokens } = await server.organization(name, 'OWNER', 'ADMIN', 'MANAGER', 'ANALYST', 'VIEWER')
  for (const [dataset, sheet] of Object.entries(sampleSheets)) await server.upload(tokens.OWNER, dataset, sheet)
  return { id, tokens }
}

const save = (token: string, input: object) =>
  server.ask(token, 'mutation ($input: SaveQueryInput!) { saveQuery(input: $input) { id name shared own query } }', {
    input,
  })
const run = (token: string, name: string, first?: number) =>
  server.ask(
    token,
    'query ($name: String!, $first: Int) { runSavedQuery(name: $name, first: $first) { flatRows totalCount truncated } }',
    { name, first },
  )
const namesFor = async (token: string) =>
  (await server.ask(token, '{ savedQueries { nodes { name own } totalCount } }')).data.savedQueries.nodes
const eventsOf = async (organization: number, action: string) =>
  await dbOf(server.running.database.em.fork())
    .selectFrom('audit_event')
    .selectAll()
    .where('organization_id', '=', organization)
    .where('action', '=', action)
    .orderBy('seq')
    .execute()

const revenue = { metrics: ['revenue'], groupBy: ['CLIENT'] }
const profit = { metrics: ['gross_profit'], groupBy: ['CLIENT'] }

test('a query is kept under a name, found in any case, run, replaced and deleted, each with an entry in the log', async () => {
  const token = north.tokens.ANALYST
  const { data } = await save(token, { name: ' Clients  by money ', query: revenue })
  expect(data.saveQuery).toMatchObject({ name: 'Clients  by money', shared: false, own: true })
  expect(data.saveQuery.query).toMatchObject(revenue)
  const ran = (await run(token, 'CLIENTS BY MONEY')).data.runSavedQuery
  const asked = await server.ask(
    token,
    '{ metrics(query: {metrics: ["revenue"], groupBy: [CLIENT]}) { flatRows totalCount truncated } }',
  )
  expect(ran.flatRows.length).toBeGreaterThan(1)
  expect(ran).toEqual(asked.data.metrics)
  expect((await run(token, 'clients by money', 1)).data.runSavedQuery).toMatchObject({
    flatRows: [ran.flatRows[0]],
    truncated: true,
  })

  const changed = (await save(token, { name: 'clients by money', query: { ...revenue, first: 1 } })).data.saveQuery
  expect(changed.id).toBe(data.saveQuery.id)
  expect((await run(token, 'Clients by money')).data.runSavedQuery.flatRows).toHaveLength(1)
  const gone = await server.ask(token, 'mutation ($id: ID!) { deleteSavedQuery(id: $id) { name } }', { id: changed.id })
  expect(gone.data.deleteSavedQuery).toEqual({ name: 'clients by money' })
  expect((await run(token, 'clients by money')).errors[0]?.extensions.code).toBe('NOT_FOUND')
  for (const action of ['saved', 'changed', 'deleted'])
    expect([action, (await eventsOf(north.id, `saved_query.${action}`)).length]).toEqual([action, 1])
  expect((await verifyLog(dbOf(server.running.database.em.fork()), north.id)).valid).toBe(true)
})

test('what one keeps to oneself is not there for others, and what is shared is, within the organization', async () => {
  const mine = (await save(north.tokens.MANAGER, { name: 'Mine', query: revenue })).data.saveQuery
  const ours = (await save(north.tokens.MANAGER, { name: 'Ours', query: revenue, shared: true })).data.saveQuery
  expect(await namesFor(north.tokens.MANAGER)).toEqual([
    { name: 'Mine', own: true },
    { name: 'Ours', own: true },
  ])
  for (const role of ['OWNER', 'ANALYST', 'VIEWER'] as const) {
    expect(await namesFor(north.tokens[role])).toEqual([{ name: 'Ours', own: false }])
    expect((await run(north.tokens[role], 'Mine')).errors[0]?.extensions.code).toBe('NOT_FOUND')
    expect((await run(north.tokens[role], 'Ours')).data.runSavedQuery.flatRows.length).toBeGreaterThan(1)
    const { data } = await server.ask(north.tokens[role], 'query ($id: ID!) { node(id: $id) { id } }', { id: mine.id })
    expect(data.node).toBeNull()
  }
  expect(await namesFor(south.tokens.OWNER)).toEqual([])

  const remove = (token: string, id: string) =>
    server.ask(token, 'mutation ($id: ID!) { deleteSavedQuery(id: $id) { name } }', { id })
  const codeOf = async (token: string, id: string) => (await remove(token, id)).errors[0]?.extensions.code
  expect(await codeOf(north.tokens.OWNER, mine.id)).toBe('NOT_FOUND')
  expect(await codeOf(south.tokens.OWNER, ours.id)).toBe('NOT_FOUND')
  expect(await codeOf(north.tokens.ANALYST, ours.id)).toBe('FORBIDDEN')
  expect(await codeOf(north.tokens.VIEWER, ours.id)).toBe('FORBIDDEN')
  expect((await remove(north.tokens.ADMIN, ours.id)).data.deleteSavedQuery).toEqual({ name: 'Ours' })
})

test('a viewer keeps own queries only, and only such as they may ask', async () => {
  const token = north.tokens.VIEWER
  const codeOf = async (input: object) => (await save(token, input)).errors[0]?.extensions.code
  expect(await codeOf({ name: 'V', query: revenue })).toBeUndefined()
  expect(await codeOf({ name: 'V', query: revenue, shared: true })).toBe('FORBIDDEN')
  expect(await codeOf({ name: 'W', query: profit })).toBe('FORBIDDEN')
  expect(await codeOf({ name: 'W', query: { ...revenue, orderBy: [{ metric: 'gross_profit' }] } })).toBe('FORBIDDEN')
  const having = [{ metric: 'gross_profit', op: 'GT', value: 0 }]
  expect(await codeOf({ name: 'W', query: { ...revenue, having } })).toBe('FORBIDDEN')
  expect(await codeOf({ name: 'W', query: { metrics: ['hours'], groupBy: ['STAFF'] } })).toBe('FORBIDDEN')
  const not = { staff: ['Petra Quillfeather'] }
  expect(await codeOf({ name: 'W', query: { metrics: ['hours'], where: { not } } })).toBe('FORBIDDEN')
  expect(await codeOf({ name: 'W', query: { metrics: ['hour'] } })).toBe('UNKNOWN_METRIC')
  expect(await codeOf({ name: 'W', query: { metrics: [] } })).toBe('BAD_USER_INPUT')
  expect(await namesFor(token)).toEqual([{ name: 'V', own: true }])
})

test('a shared query that a role may not ask is refused when it is run, names of staff in it are masked, and the log says so', async () => {
  const token = north.tokens.ANALYST
  await save(token, { name: 'Profit', query: profit, shared: true })
  const where = { not: { staff: ['Petra Quillfeather'] } }
  await save(token, { name: 'Hours of others', query: { metrics: ['hours'], where }, shared: true })
  const before = (await eventsOf(north.id, 'access.refused')).length
  expect((await run(north.tokens.VIEWER, 'Profit')).errors[0]?.extensions.code).toBe('FORBIDDEN')
  expect((await run(north.tokens.VIEWER, 'Hours of others')).errors[0]?.extensions.code).toBe('FORBIDDEN')
  const seen = await server.ask(north.tokens.VIEWER, '{ savedQuery(name: "hours of others") { name query } }')
  expect(seen.data.savedQuery).toEqual({ name: 'Hours of others', query: null })
  expect(seen.errors[0]?.extensions.code).toBe('FORBIDDEN')
  await expect.poll(async () => (await eventsOf(north.id, 'access.refused')).length).toBe(before + 3)
  const refused = (await eventsOf(north.id, 'access.refused')).slice(before).map(({ details }) => details)
  expect(refused.filter(details => details.includes('Query.runSavedQuery'))).toHaveLength(2)
  expect(refused.filter(details => details.includes('SavedQuery.query'))).toHaveLength(1)
  const saved = (await eventsOf(north.id, 'saved_query.saved')).map(({ details }) => details)
  expect(saved.join()).not.toContain('Quillfeather')
})

test('of two people who share a name, the second is told; one’s own comes before a shared one', async () => {
  await save(south.tokens.MANAGER, { name: 'Top', query: { ...revenue, first: 1 }, shared: true })
  const second = await save(south.tokens.ANALYST, { name: 'top', query: revenue, shared: true })
  expect(second.errors[0]?.extensions.code).toBe('NAME_TAKEN')
  await save(south.tokens.ANALYST, { name: 'TOP', query: revenue })
  expect((await run(south.tokens.ANALYST, 'top')).data.runSavedQuery.flatRows.length).toBeGreaterThan(1)
  expect((await run(south.tokens.VIEWER, 'top')).data.runSavedQuery.flatRows).toHaveLength(1)
})

test('a key that was made to read runs its maker’s queries and changes none', async () => {
  await save(south.tokens.OWNER, { name: 'For the tool', query: revenue })
  const made = await server.ask(
    south.tokens.OWNER,
    'mutation { createApiKey(input: {name: "BI", role: VIEWER}) { secret } }',
  )
  const key = made.data.createApiKey.secret
  expect((await run(key, 'For the tool')).data.runSavedQuery.flatRows.length).toBeGreaterThan(1)
  expect((await save(key, { name: 'For the tool', query: revenue })).errors[0]?.extensions.code).toBe('FORBIDDEN')
})

test('erasing a person takes them out of saved queries, and what only they saw is gone', async () => {
  const where = { staff: ['Petra Quillfeather'] }
  await save(south.tokens.ADMIN, { name: 'Petra Quillfeather', query: { metrics: ['hours'], where }, shared: true })
  await save(south.tokens.MANAGER, { name: 'Private', query: revenue })
  const erase = (person: string) =>
    server.ask(
      south.tokens.OWNER,
      'mutation ($person: String!) { eraseSubject(person: $person, dryRun: false) { pseudonym } }',
      { person },
    )
  const { pseudonym } = (await erase('Petra Quillfeather')).data.eraseSubject
  const after = await run(south.tokens.ADMIN, pseudonym)
  expect(after.data.runSavedQuery.totalCount).toBe(1)
  await erase('manager@south.example')
  const rows = await dbOf(server.running.database.em.fork())
    .selectFrom('saved_query')
    .select(['name', 'query'])
    .where('organization_id', '=', south.id)
    .execute()
  expect(JSON.stringify(rows)).not.toContain('Quillfeather')
  expect(rows.map(({ name }) => name)).not.toContain('Private')
  expect(rows.map(({ name }) => name)).toContain('Top')
})
