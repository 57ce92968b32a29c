import { decodeId, encodeId, typeOfId } from '../access/opaque-id.ts'
import type { Randomness } from './randomness.ts'

/** A refresh token names its session and carries 256 random bits. */
export const newRefreshToken = (organizationId: number, sessionId: string, random: Randomness): string =>
  encodeId('Refresh', organizationId, sessionId, random(32).toString('base64url'))

/** The session a refresh token names; null when it is none. */
export function sessionOfRefreshToken(token: string): { organizationId: number; sessionId: string } | null {
  if (typeOfId(token) !== 'Refresh') return null
  const organizationId = Number(Buffer.from(token, 'base64url').toString().split(':')[1])
  const [sessionId] = decodeId(token, 'Refresh', organizationId) ?? []
  return sessionId === undefined ? null : { organizationId, sessionId }
}
