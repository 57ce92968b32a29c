import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'
import type { Browser } from './browser.ts'

export interface Person {
  readonly email: string
  readonly verified: boolean
  readonly name: string
}

export interface RealProvider extends AsyncDisposable {
  readonly issuer: string
  /** Whom it knows, by their subject. */
  readonly people: Map<string, Person>
  /** Lets a server in whose address is known now. */
  readonly serve: (redirectUri: string) => void
  /** Signs a subject in at the provider's own pages, from the address the browser was sent to, back to the server. */
  readonly signIn: (browser: Browser, from: string, subject: string) => Promise<URL>
}

export const CLIENT = { id: 'moat', secret: 'a secret of thirty-two characters' }

/** An OpenID Connect provider as it is out there, on loopback: its own discovery, keys, forms and cookies. */
export async function realProvider({ secret = CLIENT.secret as string | null } = {}): Promise<RealProvider> {
  let handle: ReturnType<Provider['callback']> | null = null
  const server = createServer((req, res) => (handle ? void handle(req, res) : void res.writeHead(503).end()))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people = new Map<string, Person>()
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: 'one', alg: 'ES256', use: 'sig' }

  return {
    issuer,
    people,
    serve: redirectUri => {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: CLIENT.id,
            ...(secret === null ? { token_endpoint_auth_method: 'none' as const } : { client_secret: secret }),
            redirect_uris: [redirectUri],
            id_token_signed_response_alg: 'ES256',
          },
        ],
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
        findAccount: (_context, id) => {
          const person = people.get(id)
          if (!person) return undefined
          const { email, verified, name } = person
          return { accountId: id, claims: () => ({ sub: id, email, email_verified: verified, name }) }
        },
        cookies: { keys: ['of a test'] },
        jwks: { keys: [key as never] },
        enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
        pkce: { required: () => true },
      })
      handle = provider.callback()
    },
    signIn: async (browser, from, subject) => {
      const atForm = (at: URL) => at.pathname.startsWith('/interaction/')
      let { at } = await browser.follow(from, atForm)
      // Login, then consent: each form leads on, to the next one or back to the server.
      for (const form of [{ prompt: 'login', login: subject, password: 'x' }, { prompt: 'consent' }]) {
        const page = await (await browser.get(at.href)).text()
        const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1] ?? at.href
        const posted = await browser.post(new URL(action, at).href, form)
        const next = new URL(posted.headers.get('location') ?? '', at)
        at = (await browser.follow(next.href, to => atForm(to) || to.origin !== issuer)).at
        if (at.origin !== issuer) return at
      }
      throw new Error(`The provider does not let ${subject} go back`)
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
