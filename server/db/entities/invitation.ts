import { defineEntity, p } from '@mikro-orm/core'
import type { Role } from '../../access/policy.ts'
import { instant, int, organization } from './column.ts'

/** An offer to join an organization. Its token is shown once to whoever invites and stored hashed. */
export const Invitation = defineEntity({
  name: 'Invitation',
  properties: {
    organizationId: organization(),
    id: p.bigint('number').primary(),
    /** Lower case. */
    email: p.text(),
    role: p.text().$type<Role>(),
    /** SHA-256 of the token (256 random bits need no slow hash). */
    tokenHash: p.text().unique().hidden(),
    invitedBy: int(),
    createdAt: instant(),
    expiresAt: instant(),
    acceptedAt: instant().nullable(),
    acceptedBy: int().nullable(),
    revokedAt: instant().nullable(),
  },
})
