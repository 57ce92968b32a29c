import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { verifyLog } from '../../server/audit/verify-log.ts'
import { csvParts, jsonParts, verifyParts } from '../../server/commands/audit-verify.ts'
import { dbOf } from '../../server/db/tables.ts'
import { eventually } from '../support/eventually.ts'
import { sampleSheets } from '../support/sample-sheets.ts'
import { type TestServer, testServer } from '../support/server.ts'

async function northWith(server: TestServer) {
  const { id, tokens } = await server.organization('North', 'OWNER', 'MANAGER', 'ANALYST', 'VIEWER')
  await server.upload(tokens.OWNER, 'clients', sampleSheets.clients)
  // The job after an upload has an entry, too.
  await settled(server, tokens.OWNER, 'analysis.done')
  return { id, tokens }
}
const events = `query ($filter: AuditEventFilter, $first: Int, $after: String) {
  auditEvents(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id seq at actor { id name } role action subject details requestId address erased previousHash hash }
  }
}`
/** What follows an answer is written shortly after it. */
async function settled(server: TestServer, token: string, action: string) {
  return await eventually(async () => {
    const { data } = await server.ask(token, events, { filter: { action } })
    if (data.auditEvents.nodes.length === 0) throw new Error(`No entry ${action} was written`)
    return data.auditEvents.nodes
  })
}
const download = (server: TestServer, token: string | null, path: string) =>
  fetch(`${server.address}${path}`, { headers: token === null ? {} : { authorization: `Bearer ${token}` } })

test('the log is listed newest first, page by page, with who, from where and the chain', async () => {
  await using server = await testServer()
  const { tokens } = await northWith(server)
  const first = await server.ask(tokens.MANAGER, events, { first: 3 })
  const { nodes, totalCount, pageInfo } = first.data.auditEvents
  expect(nodes[0]).toMatchObject({ seq: totalCount, action: 'analysis.done', subject: 'Snapshot:1' })
  expect(nodes[1]).toMatchObject({
    ...{ seq: totalCount - 1, action: 'snapshot.accepted', subject: 'Snapshot:1', role: 'OWNER', erased: false },
    ...{ actor: { name: 'OWNER of North' }, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    address: expect.stringMatching(/127\.0\.0\.1/),
  })
  expect(nodes[0].previousHash).toBe(nodes[1].hash)
  const rest = await server.ask(tokens.MANAGER, events, { first: 1000, after: pageInfo.endCursor })
  expect([...nodes, ...rest.data.auditEvents.nodes].map(node => node.seq)).toEqual(
    Array.from({ length: totalCount }, (_, i) => totalCount - i),
  )
  const again = await server.ask(
    tokens.MANAGER,
    `query ($id: ID!) { node(id: $id) { ... on AuditEvent { seq hash } } }`,
    nodes[1],
  )
  expect(again.data.node).toEqual({ seq: nodes[1].seq, hash: nodes[1].hash })
})

test('the log is searched by actor, action, subject, time and text', async () => {
  await using server = await testServer()
  const { id, tokens } = await northWith(server)
  const count = async (filter: object) =>
    (await server.ask(tokens.OWNER, events, { filter })).data.auditEvents.totalCount
  const { data } = await server.ask(tokens.OWNER, '{ viewer { user { id } } }')
  expect(await count({ actor: data.viewer.user.id })).toBe(3)
  expect(await count({ action: 'session.opened' })).toBe(4)
  expect(await count({ action: 'session.' })).toBe(4)
  expect(await count({ action: 'Session.' })).toBe(0)
  expect(await count({ subject: 'Snapshot:1' })).toBe(2)
  expect(await count({ subject: 'Snapshot' })).toBe(2)
  expect(await count({ subject: 'Snap' })).toBe(0)
  expect(await count({ search: 'ACCEPTED' })).toBe(1)
  expect(await count({ search: '127.0.0.1' })).toBe(5)
  expect(await count({ search: '%' })).toBe(0)
  expect(await count({ from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' })).toBe(await count({}))
  expect(await count({ from: '2099-01-01T00:00:00Z' })).toBe(0)
  expect(await count({ to: '2020-01-01T00:00:00Z' })).toBe(0)
  const foreign = await server.ask(tokens.OWNER, events, { filter: { actor: encodeId('User', id + 1, 1) } })
  expect(foreign.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('another organization’s entries are not there, and roles without audit:read are refused', async () => {
  await using server = await testServer()
  const { tokens } = await northWith(server)
  const south = await server.organization('South', 'OWNER')
  const theirs = await server.ask(tokens.OWNER, events)
  const { nodes, totalCount } = (await server.ask(south.tokens.OWNER, events)).data.auditEvents
  expect(totalCount).toBe(2)
  const foreign = theirs.data.auditEvents.nodes[0].id
  expect(nodes.map((node: { id: string }) => node.id)).not.toContain(foreign)
  const query = `query ($id: ID!) { node(id: $id) { id } }`
  expect((await server.ask(south.tokens.OWNER, query, { id: foreign })).data.node).toBeNull()
  for (const role of ['ANALYST', 'VIEWER'] as const)
    for (const field of ['auditEvents { totalCount }', 'auditVerification { valid }'])
      expect((await server.ask(tokens[role], `{ ${field} }`)).errors[0]?.extensions.code).toBe('FORBIDDEN')
  const refusals = await settled(server, tokens.OWNER, 'access.refused')
  expect(refusals[0]).toMatchObject({ role: expect.any(String), address: expect.stringMatching(/127\.0\.0\.1/) })
})

test('what is refused for what it asks, not by the rule of its field, stands in the log as well', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'OWNER', 'VIEWER')
  const asked = {
    'Query.metrics cost:read': '{ metrics(query: {metrics: ["gross_profit"]}) { totalCount } }',
    'Query.metrics staff:read': '{ metrics(query: {metrics: ["hours"], groupBy: [STAFF]}) { totalCount } }',
    'Query.explain cost:read':
      '{ mine: explain(input: {metric: "gross_profit", period: {named: "2026-06"}, against: PREVIOUS_PERIOD}) { value } }',
    'Query.metricValues more than the role has':
      '{ metricValues(keys: [{metric: "gross_profit", period: "2026-06"}]) { ... on MetricValueError { code } } }',
    'Mutation.saveQuery cost:read':
      'mutation { saveQuery(input: {name: "P", query: {metrics: ["gross_profit"]}}) { id } }',
    'Mutation.saveQuery queries:share':
      'mutation { saveQuery(input: {name: "R", query: {metrics: ["revenue"]}, shared: true}) { id } }',
  }
  for (const query of Object.values(asked)) {
    const { data, errors } = await server.ask(tokens.VIEWER, query)
    expect(errors[0]?.extensions.code ?? data.metricValues[0].code).toBe('FORBIDDEN')
  }
  await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokens.VIEWER}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({ query: 'subscription { reviewTaskChanged { id } }' }),
  }).then(response => response.text())
  const noted = async () => {
    const entries: { details: { fields: { field: string; scope: string }[] } }[] = await settled(
      server,
      tokens.OWNER,
      'access.refused',
    )
    return entries
      .flatMap(({ details }) => details.fields)
      .map(({ field, scope }) => `${field} ${scope}`)
      .sort()
  }
  const all = [...Object.keys(asked), 'Subscription.reviewTaskChanged reviews:decide'].sort()
  await expect.poll(noted).toEqual(all)
})

test('what is read of persons is one entry a request, with fields and counts and no value', async () => {
  await using server = await testServer()
  const { tokens } = await northWith(server)
  await server.upload(tokens.OWNER, 'time_logs', sampleSheets.time_logs)
  await server.ask(tokens.OWNER, '{ clients { nodes { name industry } } }')
  const { data } = await server.ask(
    tokens.ANALYST,
    '{ clients { nodes { contactEmail timeLogs { nodes { staffName } } } } }',
  )
  const clients: { contactEmail: string | null; timeLogs: { nodes: { staffName: string | null }[] } }[] =
    data.clients.nodes
  const [entry, ...others] = await settled(server, tokens.OWNER, 'personal_data.read')
  expect(others).toEqual([])
  expect(entry).toMatchObject({
    actor: { name: 'ANALYST of North' },
    details: {
      fields: {
        'Client.contactEmail': clients.filter(client => client.contactEmail !== null).length,
        'TimeLog.staffName': clients.flatMap(client => client.timeLogs.nodes).filter(log => log.staffName !== null)
          .length,
      },
    },
  })
  expect(JSON.stringify(entry)).not.toContain('acme.example')
  // Who sees nothing has read nothing.
  await server.ask(tokens.VIEWER, '{ clients { nodes { contactEmail } } }')
  expect(await settled(server, tokens.OWNER, 'access.refused')).toHaveLength(1)
  expect(await settled(server, tokens.OWNER, 'personal_data.read')).toHaveLength(1)
})

test('numbers about people by name are reads of personal data', async () => {
  await using server = await testServer()
  const { tokens } = await northWith(server)
  await server.upload(tokens.OWNER, 'time_logs', sampleSheets.time_logs)
  const { data, errors } = await server.ask(
    tokens.MANAGER,
    `{ metrics(query: {metrics: ["hours"], groupBy: [STAFF], period: {named: "ALL"}}) { rows { key } }
       metricValues(keys: [{metric: "hours", period: "ALL"}]) { __typename } }`,
  )
  expect(errors).toEqual([])
  const [entry] = await settled(server, tokens.OWNER, 'personal_data.read')
  expect(entry.details).toEqual({ fields: { 'MetricTable.STAFF': data.metrics.rows.length } })
})

test('verification finds the log sound, and not any more once a row was edited', async () => {
  await using server = await testServer()
  const { id, tokens } = await northWith(server)
  const query = `query ($anchor: AuditAnchorInput) {
    auditVerification(anchor: $anchor) { valid checked head { seq hash } problem { seq kind text } }
  }`
  const sound = (await server.ask(tokens.MANAGER, query)).data.auditVerification
  expect(sound).toMatchObject({ valid: true, problem: null, checked: sound.head.seq })
  expect((await server.ask(tokens.MANAGER, query, { anchor: sound.head })).data.auditVerification.valid).toBe(true)
  const later = { ...sound.head, seq: sound.head.seq + 100 }
  expect((await server.ask(tokens.MANAGER, query, { anchor: later })).data.auditVerification.problem.kind).toBe(
    'CUT_TAIL',
  )
  const bad = await server.ask(tokens.MANAGER, query, { anchor: { seq: 1, hash: 'abc' } })
  expect(bad.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  const db = dbOf(server.running.database.em.fork())
  await db
    .updateTable('audit_event')
    .set({ role: 'VIEWER' })
    .where('organization_id', '=', id)
    .where('seq', '=', 3)
    .execute()
  expect((await server.ask(tokens.MANAGER, query)).data.auditVerification).toMatchObject({
    ...{ valid: false, checked: 2, problem: { seq: 3, kind: 'EDITED' } },
  })
})

test('the log is exported as CSV, JSON and workbook, each with the head, each export an entry', async () => {
  await using server = await testServer()
  const { id, tokens } = await northWith(server)
  const verification = async () => await verifyLog(dbOf(server.running.database.em.fork()), id)

  const csv = await download(server, tokens.OWNER, '/audit/export.csv')
  expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  const { head: afterCsv } = await verification()
  expect(await verifyParts(csvParts([await csv.text()]), afterCsv)).toMatchObject({ status: 0, head: afterCsv })

  const json = await (await download(server, tokens.OWNER, '/audit/export.json')).text()
  const { head: afterJson } = await verification()
  expect(await verifyParts(jsonParts(json), afterCsv)).toMatchObject({ status: 0, head: afterJson })
  expect(JSON.parse(json).entries.at(-1)).toMatchObject({ action: 'audit.exported', details: { format: 'json' } })

  const xlsx = await download(server, tokens.OWNER, '/audit/export.xlsx')
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(await xlsx.arrayBuffer())
  const { head } = await verification()
  const sheet = workbook.getWorksheet('Log')
  expect(sheet?.rowCount).toBe((head?.seq ?? 0) + 1)
  expect(sheet?.getRow(2).getCell(8).value).toBe('user.added')
  const heads = workbook.getWorksheet('Head')?.getSheetValues().slice(1) as string[][]
  expect(Object.fromEntries(heads.map(([, name, value]) => [name, value]))).toMatchObject({
    ...{ organization: 'North', head_seq: head?.seq, head_hash: head?.hash, selection: 'the whole log' },
  })
  expect([workbook.creator, workbook.lastModifiedBy]).toEqual(['MoatMetrics', 'MoatMetrics'])

  const some = await download(server, tokens.OWNER, '/audit/export.csv?action=session.')
  expect(await verifyParts(csvParts([await some.text()]), null)).toMatchObject({ status: 3, checked: 4 })
  expect((await verification()).valid).toBe(true)
})

test('an export needs audit:export, a known format and known parameters', async () => {
  await using server = await testServer()
  const { tokens } = await northWith(server)
  const status = async (token: string | null, path: string) => (await download(server, token, path)).status
  expect(await status(null, '/audit/export.csv')).toBe(401)
  expect(await status(tokens.MANAGER, '/audit/export.csv')).toBe(403)
  expect(await status(tokens.OWNER, '/audit/export.pdf')).toBe(404)
  expect(await status(tokens.OWNER, '/audit/export.csv?colour=red')).toBe(400)
  expect(await status(tokens.OWNER, '/audit/export.csv?actor=nobody')).toBe(400)
  const [refusal] = await settled(server, tokens.OWNER, 'access.refused')
  expect(refusal).toMatchObject({
    ...{ actor: { name: 'MANAGER of North' } },
    details: { fields: [{ field: 'GET /audit/export', scope: 'audit:export' }] },
  })
})

test('what an API key does names the key', async () => {
  await using server = await testServer()
  const { tokens } = await northWith(server)
  const made = await server.ask(
    tokens.OWNER,
    'mutation { createApiKey(input: {name: "sync", role: ANALYST}) { secret apiKey { id } } }',
  )
  const { secret, apiKey } = made.data.createApiKey
  await server.upload(secret, 'time_logs', sampleSheets.time_logs)
  const { data } = await server.ask(
    tokens.OWNER,
    '{ auditEvents(first: 1, filter: { action: "snapshot.accepted" }) { nodes { action apiKey { id } } } }',
  )
  expect(data.auditEvents.nodes).toEqual([{ action: 'snapshot.accepted', apiKey }])
})
