import * as client from 'openid-client'
import type { ProviderEmail, ProviderPerson } from '../../accounts/identities/provider-person.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { providerFailure } from './provider-failure.ts'

export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  /** Null: a public client. */
  readonly clientSecret: string | null
}

/** What ties an answer of the provider to the browser and the sign-in it is for. */
export interface Ties {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** An OpenID Connect provider, by authorization code with PKCE. Throws SignInFailed. */
export interface Provider {
  /** Where the browser is sent to. */
  readonly address: (ties: Ties, redirectUri: string) => Promise<URL>
  /** Who came back: checks the answer in `current`, gets the ID token for its code, and checks that. */
  readonly person: (current: URL, ties: Ties) => Promise<ProviderPerson>
}

/** Seconds that the provider has for each answer. */
const TIMEOUT = 10
/** What the provider says of itself is asked for again after an hour, */
const KEPT = 3_600_000
/** and after a failure not at once. */
const FAILED_FOR = 5_000

/** Nothing is asked of the provider before somebody signs in, so that the server starts without it. */
export function createProvider(settings: ProviderSettings, clock: () => number): Provider {
  let known: { readonly at: number; readonly configuration: client.Configuration } | null = null
  let failed: { readonly at: number; readonly error: unknown } | null = null
  let asking: Promise<client.Configuration> | null = null

  async function discovered(): Promise<client.Configuration> {
    const now = clock()
    if (known && now - known.at < KEPT) return known.configuration
    if (failed && now - failed.at < FAILED_FOR && !known) throw failed.error
    asking ??= discover(settings).finally(() => {
      asking = null
    })
    try {
      const configuration = await asking
      known = { at: now, configuration }
      failed = null
      return configuration
    } catch (error) {
      failed = { at: now, error }
      // What it said an hour ago is better than nothing: a provider that cannot be reached refuses the rest itself.
      if (known) return known.configuration
      throw error
    }
  }

  return {
    address: async ({ state, nonce, verifier }, redirectUri) =>
      await orFailure(async () =>
        client.buildAuthorizationUrl(await discovered(), {
          redirect_uri: redirectUri,
          scope: 'openid email profile',
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        }),
      ),
    person: async (current, { state, nonce, verifier }) =>
      await orFailure(async () => {
        const configuration = await discovered()
        const tokens = await client.authorizationCodeGrant(configuration, current, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new Error('Signing in with the provider: it sent no ID token')
        const email = () =>
          orFailure(async () => {
            const told = emailIn(claims, ownedByTenant(claims))
            if (told || !configuration.serverMetadata().userinfo_endpoint) return told
            return emailIn(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub))
          })
        return { issuer: claims.iss, subject: claims.sub, email }
      }),
  }
}

function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<client.Configuration> {
  const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
  return client.discovery(new URL(issuer), clientId, {}, clientSecret === null ? client.None() : secret(clientSecret), {
    timeout: TIMEOUT,
    // Signatures of ID tokens are checked although they come straight from the provider.
    execute: [...insecure, client.enableNonRepudiationChecks],
    [client.customFetch]: boundedFetch,
  })
}

/** The secret goes as the provider takes it; Basic, which the specification has for a default, where it does not say. */
function secret(clientSecret: string): client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)]
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const way = !taken.includes('client_secret_basic') && taken.includes('client_secret_post') ? post : basic
    way(server, ...rest)
  }
}

type Claims = Readonly<Record<string, unknown>>

function emailIn(claims: Claims, byTenant = false): ProviderEmail | null {
  const { email, email_verified, name } = claims
  if (typeof email !== 'string' || email.length > 320) return null
  const called = typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 300) : null
  return { address: email, verified: email_verified === undefined ? byTenant : email_verified === true, name: called }
}

/**
 * Microsoft Entra ID never says `email_verified`. Where its application is told to, it says `xms_edov` in the ID token:
 * whether the address is of a domain that the person's tenant has shown to be its own, or that Microsoft made sure of
 * itself. Without it an address is whatever an administrator of any tenant wrote. Documented as a boolean, seen as a
 * number and as text.
 */
const ownedByTenant = ({ xms_edov: owned }: Claims): boolean => [true, 1, '1', 'true'].some(yes => yes === owned)

async function orFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw providerFailure(error)
  }
}
