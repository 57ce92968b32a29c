import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

/** What the provider was asked and what it would say were it honest. */
export interface Honest {
  readonly issuer: string
  readonly claims: JWTPayload
  /** Signed with the key it publishes. */
  readonly sign: (claims: JWTPayload, header?: object) => Promise<string>
  /** Signed with a key it does not publish, under the name of the one it does. */
  readonly forge: (claims: JWTPayload) => Promise<string>
  readonly unsigned: (claims: JWTPayload) => string
}

export interface Lies {
  /** The ID token; absent: the honest one. */
  readonly idToken?: (honest: Honest) => string | Promise<string>
  /** Of its discovery document, laid over the honest one. */
  readonly discovery?: (issuer: string) => object
  /** Of the way back, laid over the honest parameters. */
  readonly back?: (issuer: string) => Readonly<Record<string, string>>
  /** In place of the answer of the token endpoint. */
  readonly token?: (issuer: string) => { readonly status: number; readonly body: string; readonly headers?: object }
  /** A path that is never answered to its end: a byte a second. */
  readonly drips?: string
  /** Of what userinfo says, laid over the honest. */
  readonly userinfo?: object
}

export interface LyingProvider extends AsyncDisposable {
  readonly issuer: string
  /** What it was asked, path by path. */
  readonly asked: string[]
}

export const LIAR_CLIENT = 'moat'

/** An OpenID Connect provider that tells the truth but for one lie. It signs everybody in as maya-1 without a word. */
export async function lyingProvider(lies: Lies): Promise<LyingProvider> {
  const published = await generateKeyPair('RS256', { extractable: true })
  const secret = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(published.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const signed =
    (key: typeof secret.privateKey) =>
    (claims: JWTPayload, header: object = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key)
  const asked: string[] = []
  let nonce = ''

  const server = createServer(async (req, res) => {
    const url = new URL(req.url ?? '', issuer)
    asked.push(url.pathname)
    if (url.pathname === lies.drips) {
      res.writeHead(200, { 'content-type': 'application/json' })
      const dripping = setInterval(() => res.write(' '), 1000)
      return void res.once('close', () => clearInterval(dripping))
    }
    const json = (body: unknown, status = 200, headers = {}) =>
      res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration')
      return json({ ...discovery(issuer), ...lies.discovery?.(issuer) })
    if (url.pathname === '/jwks') return json({ keys: [jwk] })
    if (url.pathname === '/userinfo')
      return json({ sub: 'maya-1', email: 'owner@north.example', email_verified: true, ...lies.userinfo })
    if (url.pathname === '/auth') {
      nonce = url.searchParams.get('nonce') ?? ''
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      const answer = { code: 'a-code', state: url.searchParams.get('state') ?? '', iss: issuer, ...lies.back?.(issuer) }
      back.search = new URLSearchParams(answer).toString()
      return res.writeHead(303, { location: back.href }).end()
    }
    const lie = lies.token?.(issuer)
    if (lie) return res.writeHead(lie.status, { 'content-type': 'application/json', ...lie.headers }).end(lie.body)
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, sub: 'maya-1', aud: LIAR_CLIENT, iat: now, exp: now + 300, nonce }
    const honest: Honest = {
      ...{ issuer, claims, sign: signed(published.privateKey), forge: signed(secret.privateKey) },
      unsigned: given => new UnsecuredJWT(given).encode(),
    }
    const id_token = await (lies.idToken?.(honest) ?? honest.sign(claims))
    return json({ access_token: 'an access token', token_type: 'Bearer', expires_in: 300, id_token })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  authorization_response_iss_parameter_supported: true,
})
