import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

/**
 * How a session was opened: by password alone, with a second factor besides, or by an identity provider, which sees to
 * second factors itself.
 */
export type SessionMethod = 'PASSWORD' | 'SECOND_FACTOR' | 'PROVIDER'

/** A sign-in. Its refresh token changes at every use; an old one used again ends the session. */
export const Session = defineEntity({
  name: 'Session',
  properties: {
    organizationId: organization(),
    id: p.text().primary(),
    userId: int(),
    /** SHA-256 of the refresh token in force. */
    refreshHash: p.text().hidden(),
    /** Grows with each rotation; access tokens are not tied to it. */
    rotation: int(),
    createdAt: instant(),
    expiresAt: instant(),
    revokedAt: instant().nullable(),
    method: p.text().$type<SessionMethod>(),
    /** Where it was opened from; forgotten when it ends. */
    address: p.text().nullable(),
    /** What the browser or program said it is; forgotten when it ends. */
    userAgent: p.text().nullable(),
    /** When tokens were last issued: the last use is no more than the life of an access token later. */
    lastUsedAt: instant().nullable(),
  },
})
