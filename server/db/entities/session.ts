import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

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
  },
})
