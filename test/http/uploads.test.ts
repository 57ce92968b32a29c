import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type TestServer, testServer } from '../support/server.ts'

let server: TestServer
let tokens: Readonly<Record<'ANALYST' | 'VIEWER', string>>
beforeAll(async () => {
  server = await testServer({ MAX_UPLOAD_BYTES: '20000' })
  tokens = (await server.organization('North', 'ANALYST', 'VIEWER')).tokens
})
afterAll(() => server[Symbol.asyncDispose]())

const kept = () => readdirSync(join(server.running.services.config.dataDir, 'uploads'))
const upload = async (path: string, body: string) => {
  const response = await server.upload(tokens.ANALYST, path, body)
  // biome-ignore lint/suspicious/noExplicitAny: looked into below
  return { status: response.status, body: (await response.json()) as any }
}

test('a file is answered with its version, and nothing of it stays on disk', async () => {
  const { status, body } = await upload('clients?description=first', 'name,email\nAcme,a@acme.example\n')
  expect([status, body]).toMatchObject([
    200,
    { __typename: 'Snapshot', number: 1, status: 'ACCEPTED', rowCount: 1, acceptedCount: 1, rejectedCount: 0 },
  ])
  expect(body).toMatchObject({ fileName: 'test.csv', description: 'first' })
  expect(kept()).toEqual([])
})

test('each way to refuse a sheet has its type and status', async () => {
  const rejected = await upload(
    'invoices?mode=strict',
    'client,invoice_number,date,total_amount\nNobody,I-1,2026-01-31,5\n',
  )
  expect(rejected).toMatchObject({ status: 422, body: { __typename: 'RowsRejected', rejectedCount: 1 } })
  expect(rejected.body.issues).toContainEqual(
    expect.objectContaining({ row: 2, code: 'UNKNOWN_CLIENT', severity: 'ERROR' }),
  )
  expect(await upload('clients', 'name\n')).toMatchObject({ status: 400, body: { __typename: 'InvalidFile' } })
  expect(await upload('clients', 'foo,bar\n1,2\n')).toMatchObject({
    status: 409,
    body: { __typename: 'MappingNeeded' },
  })
  expect(kept()).toEqual([])
})

test('a dry run reports and stores nothing', async () => {
  const before = await server.ask(tokens.ANALYST, '{ snapshots { totalCount } }')
  const { body } = await upload('clients?dryRun=true', 'name\nBolt\n')
  expect(body).toMatchObject({ __typename: 'Snapshot', number: 0, addedCount: 1 })
  expect((await server.ask(tokens.ANALYST, '{ snapshots { totalCount } }')).data).toEqual(before.data)
})

test('a file above the limit is refused with the limit, announced or not', async () => {
  const large = await server.upload(tokens.ANALYST, 'clients', `name\n${'x'.repeat(30_000)}`)
  expect([large.status, await large.json()]).toEqual([
    413,
    { __typename: 'InvalidFile', code: 'TOO_LARGE', message: expect.stringContaining('20000') },
  ])
  const chunks = new ReadableStream({
    start: controller => {
      for (let count = 0; count < 30; count++) controller.enqueue(new TextEncoder().encode('x'.repeat(1000)))
      controller.close()
    },
  })
  const streamed = await fetch(`${server.address}/uploads/clients`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.ANALYST}` },
    body: chunks,
    duplex: 'half',
  } as RequestInit)
  expect([streamed.status, await streamed.text()]).toEqual([413, expect.stringContaining('20000')])
  expect(kept()).toEqual([])
})

test('a body of many megabytes above the limit still gets its answer', async () => {
  const response = await server.upload(tokens.ANALYST, 'clients', new Uint8Array(30_000_000))
  expect(response.status).toBe(413)
})

test('unknown datasets, parameters and values are named', async () => {
  expect(await upload('nothing', 'x')).toMatchObject({ status: 404 })
  for (const path of ['clients?mod=strict', 'clients?mode=harsh', 'invoices?scope=REPLACE_PERIOD&from=2026-01-01']) {
    const { status, body } = await upload(path, 'name\nA\n')
    expect([path, status, body.errors[0].message]).toEqual([path, 400, expect.stringMatching(/mod|mode|from and to/)])
  }
})

test('what is wrong with an upload is answered also when its body has been read', async () => {
  const path = 'invoices?scope=replace_period&from=2026-02-30&to=2026-03-01'
  const { status, body } = await upload(path, 'client,invoice_number,date\nAcme,I-9,2026-03-01\n')
  expect([status, body]).toMatchObject([400, { errors: [{ message: expect.stringContaining('2026-02-30') }] }])
  expect(kept()).toEqual([])
})

test('only those who may write data upload', async () => {
  expect((await server.upload(null, 'clients', 'name\nA\n')).status).toBe(401)
  expect((await server.upload(tokens.VIEWER, 'clients', 'name\nA\n')).status).toBe(403)
})

test('a caller who goes away leaves nothing behind', async () => {
  const url = new URL(server.address)
  const socket = connect(Number(url.port), url.hostname)
  socket.write(
    `POST /uploads/clients HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${tokens.ANALYST}\r\nContent-Length: 1000\r\n\r\nname\nGone`,
  )
  await eventually(() => expect(kept()).toHaveLength(1))
  socket.destroy()
  await eventually(() => expect(kept()).toEqual([]))
  const { data } = await server.ask(tokens.ANALYST, '{ client(name: "Gone") { id } }')
  expect(data).toEqual({ client: null })
})

test('a file sent by the multipart specification is the same upload', async () => {
  const form = new FormData()
  const query = `mutation ($file: File!) { uploadSnapshot(input: {file: $file, dataset: CLIENTS}) {
    __typename ... on Snapshot { fileName acceptedCount } ... on InvalidFile { code } } }`
  form.append('operations', JSON.stringify({ query, variables: { file: null } }))
  form.append('map', JSON.stringify({ 0: ['variables.file'] }))
  form.append('0', new File(['name\nMulti\n'], '../../etc/evil.csv', { type: 'text/csv' }))
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.ANALYST}`, accept: 'application/json' },
    body: form,
  })
  expect(await response.json()).toEqual({
    data: {
      uploadSnapshot: { __typename: 'Snapshot', fileName: expect.stringContaining('evil.csv'), acceptedCount: 1 },
    },
  })
  expect(kept()).toEqual([])
})
