import type { IncomingHttpHeaders } from 'node:http'
import { anonymous } from '../access/policy.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { prefixOfApiKey } from '../accounts/api-key-secret.ts'
import { type KeyInUse, viewerOfApiKey } from '../accounts/viewer-of-api-key.ts'
import { viewerOfSession } from '../accounts/viewer-of-session.ts'

/** Names under which people put secrets into addresses, where logs and histories keep them. */
const secretParameters = ['api_key', 'apikey', 'api-key', 'key', 'token', 'access_token', 'authorization', 'x-api-key']

/** Whether an address carries a credential: by the name of a parameter or the shape of its value. */
export const hasCredential = (address: URL): boolean =>
  address.search !== '' &&
  [...address.searchParams].some(
    ([name, value]) =>
      secretParameters.includes(name.toLowerCase()) || prefixOfApiKey(value) !== null || SIGNED_TOKEN.test(value),
  )

const SIGNED_TOKEN = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/

/** The session token or API key of a request: Bearer, X-API-Key, or the password of Basic. Undefined: none was sent. */
export function credentialOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key']
  if (typeof key === 'string' && key !== '') return key.trim()
  const [scheme, value = '', ...more] = (headers.authorization ?? '').trim().split(/\s+/)
  if (more.length > 0) return ''
  if (scheme?.toLowerCase() === 'bearer') return value
  if (scheme?.toLowerCase() !== 'basic') return undefined
  const text = Buffer.from(value, 'base64').toString()
  return text.slice(text.indexOf(':') + 1)
}

/** Who sends a request; null when it carries credentials that are not valid (any more). */
export async function callerOf(
  accounts: Accounts,
  headers: IncomingHttpHeaders,
  now: number,
): Promise<KeyInUse | null> {
  const credential = credentialOf(headers)
  if (credential === undefined) return { viewer: anonymous, sessionId: null, noteUse: null }
  if (prefixOfApiKey(credential) !== null) return await viewerOfApiKey(accounts, credential, now)
  const session = await viewerOfSession(accounts, credential, now)
  return session && { ...session, noteUse: null }
}
