import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { type OwnServer, ownServer } from './own-server.ts'

const LIMIT = 2_000_000

let server: OwnServer
beforeAll(async () => {
  server = await ownServer({ MAX_UPLOAD_BYTES: String(LIMIT) })
})
afterAll(() => server[Symbol.asyncDispose]())

const count = async () => (await server.ask('{ snapshots { totalCount } }')).data.snapshots.totalCount as number

/** Sends bytes as they are and answers what comes back until the server ends it or nothing comes for a while. */
function raw(head: readonly string[], body: string | Buffer, end: boolean): Promise<string> {
  const { hostname, port } = new URL(server.address)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.setEncoding('utf8').on('data', text => {
      answer += text
      if (answer.includes('\r\n\r\n')) socket.end()
    })
    socket.on('error', error => (answer === '' ? reject(error) : resolve(answer)))
    socket.on('close', () => resolve(answer))
    const lines = [
      'POST /uploads/clients HTTP/1.1',
      `Host: ${hostname}:${port}`,
      `Authorization: Bearer ${server.token}`,
      ...head,
      '',
      '',
    ]
    socket.write(lines.join('\r\n'))
    socket.write(body)
    if (end) socket.end()
  })
}
const nothingLeft = async (before: number) => {
  await eventually(() => expect(server.waiting()).toEqual([]))
  expect(await count()).toBe(before)
}

test('a body that stops in the middle leaves nothing, whether its length was said or not', async () => {
  const before = await count()
  await raw(['Content-Length: 5000'], 'name\nHalf\n', true)
  await raw(['Transfer-Encoding: chunked'], '6\r\nname\nH\r\n', true)
  await nothingLeft(before)
})

test('lengths that are none, or two, are refused', async () => {
  const before = await count()
  for (const head of [
    ['Content-Length: -5'],
    ['Content-Length: 1e9'],
    ['Content-Length: 99999999999999999999999'],
    ['Content-Length: 5', 'Content-Length: 7'],
    ['Content-Length: 5', 'Transfer-Encoding: chunked'],
  ])
    expect([head, (await raw(head, 'name\nSmuggled\n', true)).split('\r\n')[0]]).toEqual([
      head,
      expect.stringMatching(/^HTTP\/1\.1 4\d\d /),
    ])
  await nothingLeft(before)
})

test('what comes behind the said length of a body is no part of it', async () => {
  const answer = await raw(['Content-Length: 10', 'Connection: close'], 'name\nShort\nLonger\n', false)
  expect(answer).toMatch(/^HTTP\/1\.1 (?:200|400) /)
  await eventually(() => expect(server.waiting()).toEqual([]))
  expect((await server.ask('{ client(name: "Longer") { id } }')).data).toEqual({ client: null })
})

/** As large as the usual limit allows. */
const GIB = 1024 * 1024 * 1024

test('a line of a gibibyte without an end is refused in bounded memory', { timeout: 300_000 }, async () => {
  await using own = await ownServer()
  own.peak()
  const idle = own.peak()
  const piece = new TextEncoder().encode('x'.repeat(1024 * 1024))
  let sent = 0
  const body = new ReadableStream({
    pull: controller => {
      sent += piece.length
      if (sent < GIB) controller.enqueue(piece)
      else controller.close()
    },
  })
  const started = performance.now()
  const response = await own.upload('clients', body)
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'RECORD_TOO_LONG' }])
  const peak = own.peak()
  console.log(
    `A line of a gibibyte: ${((performance.now() - started) / 1000).toFixed(1)} s, ${idle?.toFixed(0)} MiB before, at most ${peak?.toFixed(0)} MiB`,
  )
  if (idle !== null && peak !== null) expect(peak - idle).toBeLessThan(400)
  expect(own.waiting()).toEqual([])
})

test('a packed body is not unpacked: it is a packed file, and said to be one', async () => {
  const bomb = gzipSync(Buffer.alloc(100_000_000, 'a'))
  const response = await server.upload('clients', new Uint8Array(bomb), { 'content-encoding': 'gzip' })
  expect([response.status, await response.json()]).toMatchObject([400, { code: 'WRONG_TYPE' }])
})

test('a stream above the limit is refused with the limit, and the refusal is in the log', async () => {
  const piece = new TextEncoder().encode('Acme,Dental\n'.repeat(10_000))
  let sent = 0
  const body = new ReadableStream({
    pull: controller => {
      if (sent++ < 200) controller.enqueue(piece)
      else controller.close()
    },
  })
  const response = await server.upload('clients', body)
  expect([response.status, await response.json()]).toMatchObject([
    413,
    { code: 'TOO_LARGE', message: expect.stringContaining(String(LIMIT)) },
  ])
  const { data } = await server.ask('{ auditEvents(first: 1) { nodes { action details } } }')
  expect(data.auditEvents.nodes[0]).toMatchObject({
    action: 'snapshot.refused',
    details: { outcome: 'InvalidFile', code: 'TOO_LARGE', dataset: 'CLIENTS' },
  })
  expect(server.waiting()).toEqual([])
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\Windows\\win.ini', 'win.ini'],
  ['C:\\clients.csv', 'clients.csv'],
  ['a\0b.csv', 'ab.csv'],
  ['invoice\u202excod.exe', 'invoicexcod.exe'],
  ['\u2066\u200fx\r\n.csv', 'x.csv'],
  ['/', null],
  ['\ud83d\ude00.csv', '😀.csv'],
])('a file called %j is shown as %j', async (name, shown) => {
  const sheet = `name\nClient of ${Math.random()}\n`
  const response = await server.upload('clients', sheet, { 'x-file-name': encodeURIComponent(name) })
  expect([response.status, await response.json()]).toMatchObject([200, { fileName: shown }])
  expect(server.waiting()).toEqual([])
})

test('a name of ten thousand characters is cut at three hundred', async () => {
  const response = await server.upload('clients', 'name\nLong Name\n', { 'x-file-name': 'x'.repeat(10_000) })
  expect(await response.json()).toMatchObject({ __typename: 'Snapshot', fileName: 'x'.repeat(300) })
})

test('a name that is no percent-encoding is taken as it is', async () => {
  const response = await server.upload('clients', 'name\nPercent\n', { 'x-file-name': '100%-../a%zz.csv' })
  expect(await response.json()).toMatchObject({ __typename: 'Snapshot', fileName: 'a%zz.csv' })
})

test('cells sent by a spreadsheet are as safe: NULs, words of the language, endless numbers', async () => {
  const query = `mutation ($input: UploadRowsInput!) { uploadRows(input: $input) {
    __typename ... on Snapshot { rowCount acceptedCount rejectedCount fileName description } ... on MappingNeeded { message } } }`
  const header = ['name', '__proto__', 'constructor', 'no\0te']
  const rows = [
    ['Row one', '{}', 'x', 'a\0b'],
    ['Row\0two', null, true, 1e308],
    ['constructor', '__proto__', '', -0],
  ]
  const input = { dataset: 'CLIENTS', header, rows, description: 'x', source: { workbook: '../\u202eevil.xlsx' } }
  const { data } = await server.ask(query, { input })
  expect(data.uploadRows).toEqual({
    __typename: 'Snapshot',
    ...{ rowCount: 3, acceptedCount: 2, rejectedCount: 1, fileName: 'evil.xlsx', description: 'x' },
  })
  // What is no cell is said by the caller, not found in a sheet.
  for (const other of [{ description: 'x\0y' }, { source: { workbook: 'a\0b.xlsx' } }])
    await expect(server.ask(query, { input: { ...input, ...other } })).rejects.toThrow(/U\+0000; leave it out/)
})
