import type { IncomingMessage } from 'node:http'
import { hostname } from 'node:os'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BadConfiguration, readConfig } from '../../server/config.ts'
import { allowedHosts } from '../../server/http/senders/allowed-hosts.ts'
import { senderOf } from '../../server/http/senders/sender.ts'
import { trustedProxies } from '../../server/http/senders/trusted-proxies.ts'
import { rawRequest } from '../hostile/requests/raw-request.ts'
import { eventually } from '../support/eventually.ts'
import { type TestServer, testServer } from '../support/server.ts'

const proxies = trustedProxies(['10.0.0.0/8', '127.0.0.1', 'fd00::/8'])
const sender = (remoteAddress: string, headers: Record<string, string> = {}) =>
  senderOf(
    { socket: { remoteAddress }, headers: { host: 'moat.example', ...headers } } as unknown as IncomingMessage,
    proxies,
  )

describe('who sends a request', () => {
  test('is the connection, whatever headers say, where that is no trusted proxy', () => {
    const claimed = { 'x-forwarded-for': '8.8.8.8', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' }
    expect(sender('192.0.2.7', { ...claimed, 'x-request-id': 'a-request-id' })).toEqual({
      ...{ address: '192.0.2.7', secure: false, host: 'moat.example', requestId: null },
    })
  })

  test('is the right-most address that is no trusted proxy', () => {
    const address = (list: string) => sender('10.0.0.1', { 'x-forwarded-for': list }).address
    expect(address('203.0.113.9')).toBe('203.0.113.9')
    expect(address('6.6.6.6, 203.0.113.9')).toBe('203.0.113.9')
    expect(address('6.6.6.6, 203.0.113.9, 10.1.2.3, 10.9.9.9')).toBe('203.0.113.9')
    expect(address('10.1.2.3, 10.9.9.9')).toBe('10.1.2.3')
    expect(address('[2001:db8::7]:1234')).toBe('2001:db8::7')
    expect(address('203.0.113.9:5555')).toBe('203.0.113.9')
    expect(address('::ffff:203.0.113.9')).toBe('203.0.113.9')
    // What is no address is where believing ends.
    expect(address('203.0.113.9, unknown')).toBe('10.0.0.1')
    expect(address('203.0.113.9, <script>, 10.2.2.2')).toBe('10.2.2.2')
    expect(address('')).toBe('10.0.0.1')
  })

  test('is found over IPv6 and mapped IPv4 too', () => {
    expect(sender('::ffff:10.0.0.1', { 'x-forwarded-for': '203.0.113.9' }).address).toBe('203.0.113.9')
    expect(sender('fd00::1', { 'x-forwarded-for': '203.0.113.9' }).address).toBe('203.0.113.9')
    expect(sender('fe80::1%eth0', { 'x-forwarded-for': '203.0.113.9' }).address).toBe('fe80::1')
  })

  test('has the scheme, name and request id that the trusted proxy says, of the hop it is believed for', () => {
    expect(
      sender('10.0.0.1', {
        ...{ 'x-forwarded-for': '6.6.6.6, 203.0.113.9', 'x-forwarded-proto': 'http, https' },
        ...{ 'x-forwarded-host': 'evil.example, moat.firm.example', 'x-request-id': 'abc-123_DEF.4' },
      }),
    ).toEqual({ address: '203.0.113.9', secure: true, host: 'moat.firm.example', requestId: 'abc-123_DEF.4' })
    for (const id of ['short', 'a'.repeat(101), 'with space', 'line\nbreak', '../../etc/passwd', '-'.repeat(5)])
      expect([id, sender('10.0.0.1', { 'x-request-id': id }).requestId]).toEqual([id, null])
  })

  test('property: nobody outside of the proxies can be taken for another', () => {
    const address = fc.ipV4().filter(each => !proxies.includes(each))
    fc.assert(
      fc.property(address, fc.array(fc.oneof(fc.ipV4(), fc.string()), { maxLength: 5 }), (real, claimed) => {
        const list = [...claimed.map(each => each.replaceAll(/[,\r\n]/g, '')), real].join(', ')
        expect(sender(real, { 'x-forwarded-for': claimed.join(',') }).address).toBe(real)
        expect(sender('10.0.0.1', { 'x-forwarded-for': list }).address).toBe(real)
      }),
    )
  })
})

describe('the name a request calls the server by', () => {
  const config = readConfig({ PUBLIC_URL: 'https://moat.firm.example:8443', ALLOWED_HOSTS: 'bi.lan, Other.LAN' })
  const may = allowedHosts(config)
  test.each([
    ...[
      '127.0.0.1',
      '127.0.0.1:4000',
      '192.168.1.20:4000',
      '[::1]:4000',
      '[2001:db8::1]',
      'localhost',
      'LOCALHOST:4000',
    ],
    ...[
      'moat.localhost:1',
      'moat.firm.example',
      'moat.firm.example:443',
      'MOAT.firm.example.',
      'bi.lan',
      'other.lan:80',
    ],
    hostname(),
    undefined,
  ])('%s is one of its own', host => expect(may(host)).toBe(true))
  test.each([
    ...['evil.example', 'localhost.evil.example', 'evil.localhost.example', 'notlocalhost', '127.0.0.1.evil.example'],
    ...['moat.firm.example.evil.example', 'xmoat.firm.example', 'firm.example', '', ':4000', 'a b', 'bi.lan/../x'],
    ...[
      'localhost@evil.example',
      'evil.example#localhost',
      'evil.example:80:localhost',
      '[evil]',
      'localhost:x',
      'bi.lan,evil',
    ],
  ])('"%s" is none', host => expect(may(host)).toBe(false))
})

test('names and networks that are none are refused in the configuration', () => {
  for (const [variable, text] of [
    ...[
      ['ALLOWED_HOSTS', 'https://a.example'],
      ['ALLOWED_HOSTS', 'a.example:80'],
      ['ALLOWED_HOSTS', '*'],
    ],
    ...[
      ['TRUSTED_PROXIES', '10.0.0.0/33'],
      ['TRUSTED_PROXIES', 'proxy.lan'],
      ['TRUSTED_PROXIES', '10.0.0.1/8/8'],
    ],
    ...[
      ['PUBLIC_URL', 'moat.example'],
      ['PUBLIC_URL', 'https://moat.example/path'],
    ],
  ] as [string, string][])
    expect(() => readConfig({ [variable]: text }), `${variable}=${text}`).toThrow(BadConfiguration)
})

describe('a server', () => {
  let server: TestServer
  let token: string
  beforeAll(async () => {
    server = await testServer({
      TRUSTED_PROXIES: '127.0.0.1',
      PUBLIC_URL: 'https://moat.firm.example',
      RATE_LIMIT_PER_MINUTE: '50',
    })
    token = (await server.organization('North', 'OWNER')).tokens.OWNER
  })
  afterAll(() => server[Symbol.asyncDispose]())
  const get = async (path: string, headers: string) =>
    await rawRequest(server.address, `GET ${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`)

  test('answers 421 to whoever calls it by a foreign name, with what to set', async () => {
    for (const path of ['/graphql?query={viewer{role}}', '/health', '/', '/nothing']) {
      const answer = await get(path, 'Host: evil.example\r\nOrigin: http://evil.example\r\n')
      expect([answer.status, answer.body]).toEqual([421, expect.stringContaining('ALLOWED_HOSTS')])
      expect(answer.body).not.toContain('evil')
    }
    expect((await get('/health', 'Host: moat.firm.example\r\n')).status).toBe(200)
    expect((await get('/health', 'Host: localhost\r\nX-Forwarded-Host: evil.example\r\n')).status).toBe(421)
  })

  test('asks for https from then on only where https was used, and never of localhost', async () => {
    const hsts = async (headers: string) =>
      /strict-transport-security: (.*)/i.exec((await get('/health', headers)).head)?.[1]
    expect(await hsts('Host: moat.firm.example\r\nX-Forwarded-Proto: https\r\n')).toBe('max-age=31536000')
    expect(await hsts('Host: moat.firm.example\r\nX-Forwarded-Proto: http\r\n')).toBeUndefined()
    expect(await hsts('Host: moat.firm.example\r\n')).toBeUndefined()
    expect(await hsts('Host: localhost:4000\r\nX-Forwarded-Proto: https\r\n')).toBeUndefined()
  })

  test('counts and logs the address and request id that its proxy says', async () => {
    const from = (address: string, query: string, who = '') =>
      fetch(`${server.address}/graphql?query=${encodeURIComponent(query)}`, {
        headers: {
          'x-forwarded-for': address,
          'x-request-id': 'from-the-proxy-1',
          ...(who && { authorization: `Bearer ${who}` }),
        },
      })
    const statuses = []
    for (let count = 0; count < 51; count++) statuses.push((await from('203.0.113.1', '{ viewer { role } }')).status)
    expect([statuses[49], statuses[50]]).toEqual([200, 429])
    const other = await from('203.0.113.2', '{ viewer { role } }')
    expect([other.status, other.headers.get('x-request-id')]).toEqual([200, 'from-the-proxy-1'])
    const deep = `{ clients { nodes ${'{ invoices { nodes { client '.repeat(9)}{ name }${'} } }'.repeat(9)} } }`
    expect((await (await from('203.0.113.3', deep, token)).json()).errors[0].extensions.code).toBe('TOO_DEEP')
    await eventually(async () => {
      const query = '{ auditEvents(filter: {action: "request.refused"}) { nodes { address requestId details } } }'
      expect((await server.ask(token, query)).data.auditEvents.nodes).toEqual([
        { address: '203.0.113.3', requestId: 'from-the-proxy-1', details: { code: 'TOO_DEEP', times: 1 } },
      ])
    })
  })
})
