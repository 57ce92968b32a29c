import { defineEntity, p } from '@mikro-orm/core'
import type { Role } from '../../access/policy.ts'
import { instant, int, organization } from './column.ts'

/** A credential for programs. The secret is shown once and stored hashed. */
export const ApiKey = defineEntity({
  name: 'ApiKey',
  properties: {
    organizationId: organization(),
    id: p.bigint('number').primary(),
    name: p.text(),
    /** The first characters of the secret: finds the row, tells keys apart in lists. */
    prefix: p.text().unique(),
    /** SHA-256 of the whole secret (256 random bits need no slow hash). */
    secretHash: p.text().hidden(),
    role: p.text().$type<Role>(),
    /** Narrower than the role, as JSON; null: all scopes of the role. */
    scopes: p.text().nullable(),
    createdBy: int(),
    createdAt: instant(),
    expiresAt: instant().nullable(),
    lastUsedAt: instant().nullable(),
    revokedAt: instant().nullable(),
  },
})
