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

/** The claims of a token that this server signed and that has not expired; null for anything else. */
export async function readAccessToken(key: Uint8Array, token: string, now: number): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: 'at+jwt',
      issuer,
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    })
    return typeof payload.org === 'number' && typeof payload.sid === 'string'
      ? { organizationId: payload.org, sessionId: payload.sid }
      : null
  } catch {
    // Every reason (signature, expiry, shape) is the same answer: not a token of ours.
    return null
  }
}
