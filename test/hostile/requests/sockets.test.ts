import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { type TestServer, testServer } from '../../support/server.ts'
import { rawRequest } from './raw-request.ts'

const MAX_BODIES = 300_000
let server: TestServer
let token: string
beforeAll(async () => {
  server = await testServer({
    BODY_IDLE_SECONDS: '2',
    MAX_REQUEST_BYTES: '200000',
    MAX_SIGNED_OUT_REQUEST_BYTES: '2000',
    MAX_BODIES_BYTES: String(MAX_BODIES),
    MAX_CONNECTIONS: '60',
  })
  token = (await server.organization('North', 'ANALYST')).tokens.ANALYST
})
afterAll(() => server[Symbol.asyncDispose]())

const head = (more: string, path = '/graphql', who = `Authorization: Bearer ${token}\r\n`) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${who}${more}\r\n\r\n`
const honest = async () => expect((await server.ask(token, '{ viewer { role } }')).data.viewer.role).toBe('ANALYST')
const code = ({ body }: { body: string }) => /"code":"([A-Z_]+)"/.exec(body)?.[1]
const raw = (...bytes: string[]) => rawRequest(server.address, bytes)

test('a body that stands still is given up after its seconds, of questions and of uploads', async () => {
  const answers = await Promise.all([
    raw(head('Content-Length: 1000'), '{"query":'),
    raw(head('Transfer-Encoding: chunked'), '5\r\n{"que\r\n'),
    raw(head('Content-Length: 1000', '/uploads/clients'), 'name\nAcme'),
  ])
  expect(answers.map(answer => [answer.status, code(answer)])).toEqual(new Array(3).fill([408, 'BODY_TOO_SLOW']))
  await honest()
})

test('a body that drips slower than 1 kB a second is given up, one that makes progress is not', async () => {
  const drip = new Array(60).fill('x')
  const dripped = await rawRequest(server.address, [head('Content-Length: 1000'), ...drip], { every: 100 })
  expect([dripped.status, code(dripped)]).toEqual([408, 'BODY_TOO_SLOW'])
  // Twelve seconds on its way, at 10 kB a second: longer than a body may stand still.
  await using patient = await testServer({ BODY_IDLE_SECONDS: '10' })
  const { tokens } = await patient.organization('North', 'ANALYST')
  const rows = Array.from({ length: 30 }, (_, row) => `Client ${row}${' '.repeat(4000)}\n`)
  const length = rows.join('').length + 5
  const announced = head(
    `Content-Length: ${length}\r\nConnection: close`,
    '/uploads/clients',
    `Authorization: Bearer ${tokens.ANALYST}\r\n`,
  )
  const upload = await rawRequest(patient.address, [announced, 'name\n', ...rows], { every: 400, silence: 60_000 })
  expect([upload.status, upload.body]).toEqual([200, expect.stringContaining('"acceptedCount":30')])
})

test('a request that names two hosts is refused, whichever of them is known', async () => {
  for (const hosts of [
    ['localhost', 'evil.example'],
    ['evil.example', 'localhost'],
    ['localhost', 'localhost'],
  ]) {
    const named = hosts.map(host => `Host: ${host}\r\n`).join('')
    const answer = await raw(`GET /health HTTP/1.1\r\n${named}\r\n`)
    expect([answer.status, code(answer)]).toEqual([400, 'BAD_REQUEST'])
  }
  await honest()
})

test('a body larger than the limit is refused as it is announced, or as it passes it', async () => {
  const announced = await raw(head('Content-Length: 99999999999'))
  const chunk = `${(50_000).toString(16)}\r\n${'x'.repeat(50_000)}\r\n`
  const passed = await raw(head('Transfer-Encoding: chunked'), ...new Array(6).fill(chunk))
  const stranger = await raw(head('Content-Length: 2001', '/graphql', ''))
  for (const answer of [announced, passed, stranger]) expect([answer.status, code(answer)]).toEqual([413, 'TOO_LARGE'])
  expect(announced.body).toContain('200000 bytes')
  expect(stranger.body).toContain('2000 bytes')
  await honest()
})

test('bodies together take no more memory than they may: further ones are asked to come again', async () => {
  const open: Socket[] = []
  const { hostname, port } = new URL(server.address)
  for (let count = 0; count < 2; count++) {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.write(`${head('Content-Length: 150000')}${'x'.repeat(140_000)}`)
    open.push(socket)
  }
  await eventually(async () => {
    const refused = await raw(head('Content-Length: 100000'), 'x'.repeat(99_000))
    expect([refused.status, code(refused), refused.head]).toEqual([
      503,
      'BUSY',
      expect.stringMatching(/retry-after: 2/i),
    ])
  })
  for (const socket of open) socket.destroy()
  // What they took is free again.
  const body = JSON.stringify({ query: `{ viewer { role } } #${'x'.repeat(150_000)}` })
  await eventually(async () => {
    const answer = await raw(`${head(`Content-Length: ${body.length}`)}${body}`)
    expect(answer.status).toBe(200)
  })
})

test('headers that never end, or come too slowly, or are too large are answered and the connection ends', async () => {
  // Three minutes of headers, were they read to their end.
  const [slow, silent] = await Promise.all([
    rawRequest(server.address, ['GET /health HTTP/1.1\r\n', ...new Array(900).fill('X-A: b\r\n')], { every: 200 }),
    rawRequest(server.address, ''),
  ])
  expect([slow.status, code(slow)]).toEqual([408, 'HEADERS_TOO_SLOW'])
  expect([0, 408]).toContain(silent.status)
  const large = await raw(`GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`)
  expect([large.status, code(large)]).toEqual([431, 'HEADERS_TOO_LARGE'])
  await honest()
})

test('more connections than allowed are closed at once, and those that are there go on', async () => {
  const { hostname, port } = new URL(server.address)
  const sockets = Array.from({ length: 80 }, () => connect(Number(port), hostname).on('error', () => undefined))
  let closed = 0
  for (const socket of sockets) socket.once('close', () => closed++)
  await eventually(() => expect(closed).toBeGreaterThanOrEqual(20))
  for (const socket of sockets) socket.destroy()
  await eventually(honest)
})

test('requests that two readers could read differently are refused', async () => {
  const body = '{"query":"{viewer{role}}"}'
  const smuggled = 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n'
  for (const headers of [
    'Content-Length: 5\r\nTransfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nContent-Length: 5',
    `Content-Length: ${body.length}\r\nContent-Length: 3`,
    'Content-Length: +5',
    'Content-Length: 5, 5',
    'Content-Length: 0x5',
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding : chunked',
    'X-A: b\rX-C: d',
    'X-A: b\0c',
    ' folded: header',
  ]) {
    const answer = await raw(`${head(headers)}${body}${smuggled}`)
    expect([headers, answer.status, code(answer)]).toEqual([headers, 400, 'BAD_REQUEST'])
    expect(answer.body).not.toContain('"status":"ok"')
  }
  const noHost = await raw('GET /health HTTP/1.1\r\n\r\n')
  expect(noHost.status).toBe(400)
  await honest()
})

test('methods that there are not are answered 405 with those that there are', async () => {
  for (const [method, path] of [
    ['TRACE', '/graphql'],
    ['PUT', '/graphql'],
    ['DELETE', '/health'],
    ['PATCH', '/uploads/clients'],
    ['PROPFIND', '/'],
    ['HEAD', '/uploads/clients'],
    ['HEAD', '/graphql'],
  ]) {
    const answer = await raw(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    expect([method, answer.status, answer.head]).toEqual([method, 405, expect.stringMatching(/^allow: [A-Z, ]+$/im)])
  }
  const tunnel = await raw('CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n')
  expect([tunnel.status, tunnel.head]).toEqual([405, expect.stringMatching(/^allow: /im)])
  expect((await raw('BREW /pot HTTP/1.1\r\nHost: localhost\r\n\r\n')).status).toBe(400)
})
