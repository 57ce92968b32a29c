import { expect, test } from 'vitest'
import { dbOf } from '../../../server/db/tables.ts'
import { testServer } from '../../support/server.ts'
import { browser } from './browser.ts'
import { LIAR_CLIENT, type Lies, lyingProvider } from './lying-provider.ts'

/** Where a sign-in with a provider that lies in this way ends. */
async function endOf(lies: Lies) {
  await using provider = await lyingProvider(lies)
  await using server = await testServer({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: LIAR_CLIENT,
    OIDC_CLIENT_SECRET: 'a secret',
  })
  await server.organization('North', 'OWNER')
  const { at, response } = await browser().follow(`${server.address}/auth/oidc/start`, to => to.pathname === '/')
  const db = dbOf(server.running.database.em.fork())
  return {
    signedIn: /^#\/signed-in\?code=/.test(at.hash),
    status: response?.status ?? 0,
    text: (await response?.text()) ?? '',
    identities: await db.selectFrom('identity').selectAll().execute(),
    asked: provider.asked,
  }
}

const HOUR = 3600

test('with a provider that tells the truth somebody is signed in', async () => {
  expect(await endOf({})).toMatchObject({ signedIn: true, identities: [{ subject: 'maya-1' }] })
})

test.each<readonly [string, Lies]>([
  ['a wrong signature', { idToken: ({ forge, claims }) => forge(claims) }],
  ['alg none', { idToken: ({ unsigned, claims }) => unsigned(claims) }],
  [
    'a signature that was cut off',
    { idToken: async ({ sign, claims }) => (await sign(claims)).replace(/\.[^.]+$/, '.') },
  ],
  [
    'claims changed under the signature',
    {
      idToken: async ({ sign, claims }) => {
        const [header, , signature] = (await sign(claims)).split('.')
        const other = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody-else' })).toString('base64url')
        return [header, other, signature].join('.')
      },
    },
  ],
  [
    'the secret of the client as key (HS256)',
    {
      idToken: async ({ claims }) => {
        const { SignJWT } = await import('jose')
        return await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from('a secret'.repeat(8)))
      },
    },
  ],
  ['another audience', { idToken: ({ sign, claims }) => sign({ ...claims, aud: 'another-client' }) }],
  [
    'an ID token for another client, this one among its audience',
    {
      idToken: ({ sign, claims }) => sign({ ...claims, aud: [LIAR_CLIENT, 'another-client'], azp: 'another-client' }),
    },
  ],
  ['another nonce', { idToken: ({ sign, claims }) => sign({ ...claims, nonce: 'another' }) }],
  ['no nonce', { idToken: ({ sign, claims: { nonce: _nonce, ...claims } }) => sign(claims) }],
  [
    'another issuer in the ID token',
    { idToken: ({ sign, claims }) => sign({ ...claims, iss: 'https://other.example' }) },
  ],
  [
    'an ID token that has expired',
    {
      idToken: ({ sign, claims }) =>
        sign({ ...claims, iat: Number(claims.iat) - 2 * HOUR, exp: Number(claims.iat) - HOUR }),
    },
  ],
  ['an ID token without an end', { idToken: ({ sign, claims: { exp: _exp, ...claims } }) => sign(claims) }],
  ['an ID token without a subject', { idToken: ({ sign, claims: { sub: _sub, ...claims } }) => sign(claims) }],
  ['an ID token that is none', { idToken: () => 'not.a.token' }],
  ['another issuer on the way back (mix-up)', { back: () => ({ iss: 'https://other.example' }) }],
  ['a discovery document of another issuer', { discovery: () => ({ issuer: 'https://other.example' }) }],
  [
    'no ID token',
    {
      token: () => ({ status: 200, body: '{"access_token": "x", "token_type": "Bearer"}' }),
    },
  ],
  ['an answer that is no JSON', { token: () => ({ status: 200, body: '<html>' }) }],
  [
    'an answer that sends the code elsewhere',
    {
      token: issuer => ({ status: 307, body: '', headers: { location: `${issuer}/elsewhere` } }),
    },
  ],
  [
    'an answer without end',
    {
      token: () => ({ status: 200, body: `{"access_token": "${'x'.repeat(2 * 1024 * 1024)}"}` }),
    },
  ],
  [
    'an address without encryption that is not on this machine',
    {
      discovery: () => ({ token_endpoint: 'http://192.0.2.1/token' }),
    },
  ],
  ['userinfo of somebody else', { userinfo: { sub: 'somebody-else' } }],
])('%s signs nobody in, links nothing, and says no more than that', async (_what, lies) => {
  const end = await endOf(lies)
  expect(end.signedIn).toBe(false)
  expect(end.identities).toEqual([])
  expect(end.status).toBe(502)
  expect(end.text).toMatch(/did not pass the checks, so nobody was signed in/)
  expect(end.asked).not.toContain('/elsewhere')
})

test('an e-mail address is believed only where the provider says true, not "true" or 1', async () => {
  for (const email_verified of [false, 'true', 1, null]) {
    const end = await endOf({ userinfo: { email_verified } })
    expect(end).toMatchObject({ signedIn: false, status: 403, identities: [] })
    expect(end.text).toMatch(/Your address is not confirmed/)
  }
})

/** An ID token as Microsoft Entra ID writes them: an address, and never email_verified. */
const entra = (more: object): Lies => ({
  idToken: ({ sign, claims }) => sign({ ...claims, email: 'owner@north.example', ...more }),
})

test.each([true, 1, '1', 'true'])(
  'an address that the tenant has shown to be its own is believed (xms_edov: %j)',
  async xms_edov => {
    expect(await endOf(entra({ xms_edov }))).toMatchObject({ signedIn: true, identities: [{ subject: 'maya-1' }] })
  },
)

test.each<readonly [string, Lies]>([
  ['no xms_edov', entra({})],
  ['xms_edov: false', entra({ xms_edov: false })],
  ['xms_edov: "0"', entra({ xms_edov: '0' })],
  ['xms_edov: an object', entra({ xms_edov: {} })],
  ['email_verified: false beside it', entra({ xms_edov: true, email_verified: false })],
  ['xms_edov of userinfo, which nobody signed', { userinfo: { email_verified: undefined, xms_edov: true } }],
])('an address of Microsoft Entra ID is not believed with %s', async (_what, lies) => {
  const end = await endOf(lies)
  expect(end).toMatchObject({ signedIn: false, status: 403, identities: [] })
  expect(end.text).toMatch(/Your address is not confirmed/)
})

test.each<readonly [string, Lies]>([
  ['500', { token: () => ({ status: 500, body: '{"error": "server_error"}' }) }],
  ['503 without a word', { token: () => ({ status: 503, body: '' }) }],
  ['server_error on the way back', { back: () => ({ error: 'server_error' }) }],
])('a provider that fails (%s) is said to be down', async (_what, lies) => {
  const end = await endOf(lies)
  expect(end).toMatchObject({ signedIn: false, status: 502 })
  expect(end.text).toMatch(/does not answer/)
})

test('a provider that never comes to an end is said to be down after ten seconds', async () => {
  const paths = ['/.well-known/openid-configuration', '/token', '/jwks', '/userinfo']
  const ends = await Promise.all(paths.map(drips => endOf({ drips })))
  for (const end of ends) {
    expect(end).toMatchObject({ signedIn: false, status: 502, identities: [] })
    expect(end.text).toMatch(/does not answer/)
  }
})

test('text that the provider or the address brings is nowhere on the page', async () => {
  const markup = '<script>alert(1)</script>'
  const end = await endOf({ back: () => ({ error: 'access_denied', error_description: markup }) })
  expect(end).toMatchObject({ signedIn: false, status: 403 })
  expect(end.text).not.toContain('alert')
})
