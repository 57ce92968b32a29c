import { createHmac } from 'node:crypto'
import { decodeId, encodeId, typeOfId } from '../access/opaque-id.ts'
import type { Randomness } from './randomness.ts'

/** A refresh token names its session and carries 256 random bits. */
export const newRefreshToken = (organizationId: number, sessionId: string, random: Randomness): string =>
  encodeId('Refresh', organizationId, sessionId, random(32).toString('base64url'))

/**
 * The token that takes a token's place. Worked out of it with the server's key instead of drawn, so that any process can
 * give the same answer to a request that comes twice, and nothing of it need be stored but its hash.
 */
export function nextRefreshToken(signingKey: Uint8Array, token: string, named: NamedSession): string {
  const secret = createHmac('sha256', signingKey).update(`refresh token after ${token}`).digest('base64url')
  return encodeId('Refresh', named.organizationId, named.sessionId, secret)
}

export interface NamedSession {
  readonly organizationId: number
  readonly sessionId: string
}

/** The session a refresh token names; null when it is none. */
export function sessionOfRefreshToken(token: string): NamedSession | null {
  if (typeOfId(token) !== 'Refresh') return null
  const organizationId = Number(Buffer.from(token, 'base64url').toString().split(':')[1])
  const [sessionId] = decodeId(token, 'Refresh', organizationId) ?? []
  return sessionId === undefined ? null : { organizationId, sessionId }
}
