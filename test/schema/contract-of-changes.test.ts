import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailOf, PASSWORD, type TestServer, testServer } from '../support/server.ts'

let server: TestServer
let token: string
beforeAll(async () => {
  server = await testServer()
  token = (await server.organization('North', 'OWNER')).tokens.OWNER
})
afterAll(() => server[Symbol.asyncDispose]())

/** The answer to the owner; an error fails the test. */
async function answerTo(query: string, variables: object = {}) {
  const { data, errors } = await server.ask(token, query, variables)
  expect(errors).toEqual([])
  return data
}

const uploaded = `__typename
  ... on Snapshot { id number status rowCount acceptedCount rejectedCount addedCount changedCount unchangedCount removedCount }
  ... on InvalidFile { message } ... on MappingNeeded { message } ... on DuplicateUpload { message }
  ... on RowsRejected { message } ... on QualityTooLow { message }`

/** Every field that may be left out, said to be null. */
const unsaid = {
  mode: null,
  scope: null,
  period: null,
  mapping: null,
  createMissingClients: null,
  dryRun: null,
  description: null,
}

test('rows are uploaded, corrected and reverted by the names of the contract, optional ones null', async () => {
  const upload = `mutation ($input: UploadRowsInput!) { uploadRows(input: $input) { ${uploaded} } }`
  const clients = { dataset: 'CLIENTS', header: ['name'], rows: [['Acme']], source: null, ...unsaid }
  const first = await answerTo(upload, { input: clients })
  expect(first.uploadRows).toMatchObject({ __typename: 'Snapshot', number: 1, status: 'ACCEPTED', addedCount: 1 })
  expect(await answerTo(upload, { input: clients })).toEqual(first)

  const header = ['client', 'staff_name', 'date', 'hours']
  const rows = [
    ['Acme', 'Kim', '2026-05-01', 2],
    ['Acme', 'Kim', '2026-05-02', '30'],
  ]
  const { uploadRows } = await answerTo(upload, { input: { ...clients, dataset: 'TIME_LOGS', header, rows } })
  expect(uploadRows).toMatchObject({ acceptedCount: 1, rejectedCount: 1 })
  const { correctRows } = await answerTo(
    `mutation ($input: CorrectRowsInput!) { correctRows(input: $input) { ${uploaded} } }`,
    { input: { snapshot: uploadRows.id, rows: [{ row: 3, cells: [{ heading: 'hours', value: '3' }] }] } },
  )
  expect(correctRows).toMatchObject({ __typename: 'Snapshot', number: 3, acceptedCount: 1 })
  const { revertSnapshot } = await answerTo(
    'mutation ($id: ID!) { revertSnapshot(id: $id, reason: "a test") { __typename ... on Snapshot { id status } } }',
    { id: correctRows.id },
  )
  expect(revertSnapshot.__typename).toBe('Snapshot')
})

test('a file is uploaded as a variable, optional fields null', async () => {
  const form = new FormData()
  const query = `mutation ($input: UploadSnapshotInput!) { uploadSnapshot(input: $input) { ${uploaded} } }`
  const variables = { input: { file: null, dataset: 'CLIENTS', ...unsaid } }
  form.append('operations', JSON.stringify({ query, variables }))
  form.append('map', JSON.stringify({ 0: ['variables.input.file'] }))
  form.append('0', new File(['name\nBolt\n'], 'clients.csv', { type: 'text/csv' }))
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${server.address}/graphql`, { method: 'POST', headers, body: form })
  expect(await response.json()).toMatchObject({
    data: { uploadSnapshot: { __typename: 'Snapshot', status: 'ACCEPTED', addedCount: 1 } },
  })
})

test('a file as the body of a request is answered with its snapshot at the top of the JSON', async () => {
  const path = 'clients?mode=lenient&scope=upsert&dryRun=false&createMissingClients=false'
  const response = await server.upload(token, path, 'name\nCedar\n')
  expect([response.status, await response.json()]).toEqual([
    200,
    expect.objectContaining({
      ...{ __typename: 'Snapshot', id: expect.any(String), number: expect.any(Number), status: 'ACCEPTED' },
      ...{ rowCount: 1, acceptedCount: 1, rejectedCount: 0, addedCount: 1, changedCount: 0, unchangedCount: 0 },
      ...{ removedCount: 0, dataset: 'CLIENTS', fileName: 'test.csv' },
    }),
  ])
  const broken = await server.upload(token, 'clients', 'foo\nbar\n')
  expect([broken.status, await broken.json()]).toEqual([409, expect.objectContaining({ __typename: 'MappingNeeded' })])
})

test('a key is made and ended, a session renewed and ended', async () => {
  const { createApiKey } = await answerTo(`mutation { createApiKey(input: {name: "BI"}) { secret apiKey { id } } }`)
  const asked = (headers: Record<string, string>) =>
    fetch(`${server.address}/graphql?query=${encodeURIComponent('{ clients { totalCount } }')}`, { headers })
  const secret = createApiKey.secret
  const forms = [
    { authorization: `Bearer ${secret}` },
    { 'x-api-key': secret },
    { authorization: `Basic ${btoa(`:${secret}`)}` },
  ] as Record<string, string>[]
  for (const form of forms) expect((await (await asked(form)).json()).data.clients.totalCount).toBe(3)
  await answerTo('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: createApiKey.apiKey.id })
  for (const form of forms) expect((await asked(form)).status).toBe(401)

  const session = (await server.signIn(emailOf('North', 'OWNER'), PASSWORD)).data.signIn
  const { refreshSession } = await answerTo(
    'mutation ($token: String!) { refreshSession(refreshToken: $token) { __typename ... on Session { accessToken } } }',
    { token: session.refreshToken },
  )
  const left = await server.ask(refreshSession.accessToken, 'mutation { signOut(everywhere: null) }')
  expect([left.data, left.errors]).toEqual([{ signOut: true }, []])
})

test('progress is followed over server-sent events', async () => {
  const { uploadRows } = await answerTo(
    `mutation { uploadRows(input: {dataset: CLIENTS, header: ["name"], rows: [["Dune"]]}) { ... on Snapshot { id } } }`,
  )
  const query = `subscription ($id: ID!) { snapshotProgress(id: $id) { stage rows total } }`
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${token}`, accept: 'text/event-stream', 'content-type': 'application/json' },
    },
    body: JSON.stringify({ query, variables: { id: uploadRows.id } }),
  })
  const text = await response.text()
  expect(text).toContain('"stage":"DONE"')
  expect(text).toContain('event: complete')
})
