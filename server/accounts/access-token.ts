import { hash } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'

/** What an access token says: which session of which organization it belongs to. Nothing personal. */
export interface AccessClaims {
  readonly organizationId: number
  readonly sessionId: string
}

const issuer = 'moatmetrics'

export async function signAccessToken(key: Uint8Array, claims: AccessClaims, expiresAt: number): Promise<string> {
  return await new SignJWT({ org: claims.organizationId, sid: claims.sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(key)
}

/** Tokens that are known to be signed, for each key: by their hash, so that none is held. */
const signed = new WeakMap<Uint8Array, Map<string, { readonly claims: AccessClaims; readonly expires: number }>>()
const KNOWN = 10_000

/**
 * The claims of a token that this server signed and that has not expired; null for anything else. A signature is
 * checked once: that took a seventh of the time of a request whose answer is known.
 */
export async function readAccessToken(key: Uint8Array, token: string, now: number): Promise<AccessClaims | null> {
  const known = signed.get(key) ?? new Map()
  signed.set(key, known)
  const name = hash('sha256', token, 'base64')
  const before = known.get(name)
  // As jose counts: in whole seconds.
  if (before) return before.expires > Math.floor(now / 1000) ? before.claims : null
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: 'at+jwt',
      issuer,
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    })
    if (typeof payload.org !== 'number' || typeof payload.sid !== 'string' || payload.exp === undefined) return null
    const claims = { organizationId: payload.org, sessionId: payload.sid }
    if (known.size >= KNOWN) known.clear()
    known.set(name, { claims, expires: payload.exp })
    return claims
  } catch {
    // Every reason (signature, expiry, shape) is the same answer: not a token of ours.
    return null
  }
}
