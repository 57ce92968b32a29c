import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { emailOf, type TestServer, testServer } from '../../support/server.ts'

const MINUTE = 60_000
const QUESTION = `/graphql?query=${encodeURIComponent('{ viewer { role } }')}`
let server: TestServer
let north: Awaited<ReturnType<typeof server.organization<'OWNER' | 'VIEWER'>>>
let south: typeof north
beforeAll(async () => {
  server = await testServer()
  north = await server.organization('North', 'OWNER', 'VIEWER')
  south = await server.organization('South', 'OWNER', 'VIEWER')
})
afterAll(() => server[Symbol.asyncDispose]())

const ask = (headers: Record<string, string>) => fetch(`${server.address}${QUESTION}`, { headers })
const bearer = (token: string) => ask({ authorization: `Bearer ${token}` })
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
const signingKey = () => {
  const { dataDir } = server.running.services.config
  return Buffer.from(readFileSync(join(dataDir, 'signing.key'), 'utf8').trim(), 'base64url')
}
const signed = (claims: object, header: object = { alg: 'HS256', typ: 'at+jwt' }, key: Uint8Array = signingKey()) => {
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}
const newKey = async (token: string, input = '') => {
  const query = `mutation { createApiKey(input: {name: "k", role: VIEWER${input}}) { secret apiKey { id } } }`
  const { data, errors } = await server.ask(token, query)
  expect(errors).toEqual([])
  return data.createApiKey as { secret: string; apiKey: { id: string } }
}
/** Refused requests in an organization's log, newest first. */
const refused = async (
  token: string,
): Promise<{ code: string; times: number; subject: string; by: string | null }[]> => {
  const query =
    '{ auditEvents(filter: {action: "request.refused"}, first: 100) { nodes { subject details actor { email } address } } }'
  const { data, errors } = await server.ask(token, query)
  expect(errors).toEqual([])
  return data.auditEvents.nodes.map((node: { subject: string; details: object; actor: { email: string } | null }) => ({
    ...node.details,
    subject: node.subject,
    by: node.actor?.email ?? null,
  }))
}

describe('a token that this server did not sign as it is', () => {
  const forged = (): Readonly<Record<string, string>> => {
    const [header, payload, signature] = north.tokens.VIEWER.split('.') as [string, string, string]
    const claims = claimsOf(north.tokens.VIEWER)
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const rs = `${part({ alg: 'RS256', typ: 'at+jwt' })}.${payload}`
    const far = Math.floor(Date.now() / 1000) + 1e9
    return {
      'no algorithm': `${part({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      'no algorithm, in capitals': `${part({ alg: 'NONE', typ: 'at+jwt' })}.${payload}.`,
      'no algorithm, with the old signature': `${part({ alg: 'none', typ: 'at+jwt' })}.${payload}.${signature}`,
      'no signature': `${header}.${payload}.`,
      'another key': signed(claims, undefined, randomBytes(32)),
      'an empty key': signed(claims, undefined, Buffer.alloc(0)),
      'an RSA signature': `${rs}.${sign('sha256', Buffer.from(rs), privateKey).toString('base64url')}`,
      'a public key taken for a secret': signed(
        claims,
        { alg: 'HS256', typ: 'at+jwt' },
        publicKey.export({ type: 'spki', format: 'pem' }) as Buffer,
      ),
      'a key of its own in its header': signed(claims, {
        ...{ alg: 'HS256', typ: 'at+jwt', jwk: { kty: 'oct', k: randomBytes(32).toString('base64url') } },
      }).replace(/[^.]+$/, signature),
      'a key from an address': signed(
        claims,
        { alg: 'HS256', typ: 'at+jwt', jku: 'http://127.0.0.1:1/keys' },
        randomBytes(32),
      ),
      'other claims under the old signature': `${header}.${part({ ...claims, org: south.id })}.${signature}`,
      'a longer life under the old signature': `${header}.${part({ ...claims, exp: far })}.${signature}`,
      'another algorithm of the same key': signed(claims, { alg: 'HS512', typ: 'at+jwt' }),
      'another type': signed(claims, { alg: 'HS256', typ: 'JWT' }),
      'an unknown critical header': signed(claims, { alg: 'HS256', typ: 'at+jwt', crit: ['x'], x: 1 }),
      'another issuer': signed({ ...claims, iss: 'other' }),
      'no expiry': signed({ ...claims, exp: undefined }),
      'an expiry that is no number': signed({ ...claims, exp: 'never' }),
      'not yet': signed({ ...claims, nbf: far }),
      'an organization that is no number': signed({ ...claims, org: `${claims.org}` }),
      'a session of another organization': signed({ ...claims, org: south.id }),
      'a session that never was': signed({ ...claims, sid: 'x' }),
      'text that is no token': 'nonsense',
      'a megabyte of nothing': 'x'.repeat(8000),
      'five parts': `${north.tokens.VIEWER}.a.b`,
      'claims that are a list': `${header}.${Buffer.from('[]').toString('base64url')}.${signature}`,
      'a prototype for claims': signed(JSON.parse(`{"__proto__": ${JSON.stringify(claims)}}`)),
    }
  }

  test('is refused, whatever is wrong with it, with the same answer', async () => {
    const answers = new Set<string>()
    for (const [what, token] of Object.entries(forged())) {
      const response = await bearer(token)
      expect([what, response.status]).toEqual([what, 401])
      answers.add(await response.text())
    }
    expect(answers.size).toBe(1)
    expect((await bearer(north.tokens.VIEWER)).status).toBe(200)
  })

  test('leaves nothing in the log of the organization whose name it bears', async () => {
    await server.running.services.gate.idle()
    expect(await refused(south.tokens.OWNER)).toEqual([])
  })
})

test('a key is good as it is, and not with a letter more, less, or other', async () => {
  const { secret } = await newKey(north.tokens.OWNER)
  const basic = (text: string) => ask({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
  expect((await ask({ 'x-api-key': secret })).status).toBe(200)
  expect((await basic(`anybody:${secret}`)).status).toBe(200)
  expect((await basic(`:${secret}`)).status).toBe(200)
  const flipped = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A')
  for (const wrong of [flipped, `${secret}A`, secret.slice(0, -1), secret.toUpperCase(), `${secret}\u00e9`]) {
    expect((await basic(`anybody:${wrong}`)).status).toBe(401)
    expect((await basic(`${secret}:${wrong}`)).status).toBe(401)
  }
  for (const authorization of ['Basic', 'Basic ====', `Basic ${secret}`, 'Bearer', 'Bearer ', `Bearer  ${secret} x`])
    expect([authorization, (await ask({ authorization })).status]).toEqual([authorization, 401])
  expect((await ask({ 'x-api-key': `${secret}, ${secret}` })).status).toBe(401)
})

test('a key or token in the address is refused before it is looked at, and is not repeated', async () => {
  const { secret } = await newKey(north.tokens.OWNER)
  for (const address of [
    `${QUESTION}&api_key=${secret}`,
    `${QUESTION}&anything=${secret}`,
    `${QUESTION}&x=${north.tokens.OWNER}`,
  ]) {
    const response = await fetch(`${server.address}${address}`)
    const text = await response.text()
    expect([response.status, text.includes(secret)]).toEqual([400, false])
    expect(text).toContain('CREDENTIAL_IN_ADDRESS')
  }
})

test('refused credentials stand in the log of those they belong to: once at once, the rest of a minute as a number', async () => {
  const { secret, apiKey } = await newKey(south.tokens.OWNER)
  const wrong = secret.slice(0, -3) + (secret.endsWith('AAA') ? 'BBB' : 'AAA')
  for (let count = 0; count < 20; count++) expect((await ask({ 'x-api-key': wrong })).status).toBe(401)
  await eventually(async () => expect(await refused(south.tokens.OWNER)).toHaveLength(1))
  await server.ask(south.tokens.OWNER, 'mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: apiKey.id })
  expect((await ask({ 'x-api-key': secret })).status).toBe(401)
  await eventually(async () =>
    expect((await refused(south.tokens.OWNER)).map(({ code, times, by }) => [code, times, by])).toEqual([
      ['KEY_REVOKED', 1, null],
      ['WRONG_SECRET', 1, null],
    ]),
  )
})

test('an expired token, a session that was ended and an expired key are refused, and logged', async () => {
  const { data } = await server.signIn(emailOf('North', 'VIEWER'))
  const { accessToken } = data.signIn
  await server.ask(accessToken, 'mutation { signOut }')
  expect((await bearer(accessToken)).status).toBe(401)
  const old = await new SignJWT(claimsOf(north.tokens.VIEWER))
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setExpirationTime(Math.floor(Date.now() / 1000) - 1)
    .sign(signingKey())
  expect((await bearer(old)).status).toBe(401)
  const codes = async () => (await refused(north.tokens.OWNER)).map(({ code }) => code)
  await eventually(async () =>
    expect(await codes()).toEqual(expect.arrayContaining(['SESSION_ENDED', 'TOKEN_EXPIRED'])),
  )
})

test('a refresh token that was used ends its session and every access token of it', async () => {
  const { data } = await server.signIn(emailOf('North', 'VIEWER'))
  const refresh = (token: string) =>
    server.ask(
      null,
      'mutation ($t: String!) { refreshSession(refreshToken: $t) { __typename ... on Session { accessToken refreshToken } } }',
      { t: token },
    )
  const first = (await refresh(data.signIn.refreshToken)).data.refreshSession
  const second = (await refresh(first.refreshToken)).data.refreshSession
  server.wait(MINUTE)
  expect((await refresh(data.signIn.refreshToken)).data.refreshSession.__typename).toBe('InvalidRefreshToken')
  expect((await refresh(second.refreshToken)).data.refreshSession.__typename).toBe('InvalidRefreshToken')
  for (const token of [data.signIn.accessToken, first.accessToken, second.accessToken])
    expect((await bearer(token)).status).toBe(401)
})
