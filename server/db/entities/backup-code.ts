import { defineEntity, p } from '@mikro-orm/core'
import { instant } from './column.ts'

/** A code that stands in for the authenticator app once. */
export const BackupCode = defineEntity({
  name: 'BackupCode',
  properties: {
    userId: p.bigint('number').primary(),
    /** argon2id with the salt of the person's set. */
    hash: p.text().primary(),
    usedAt: instant().nullable(),
  },
})
