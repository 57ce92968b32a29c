import { defineEntity, p } from '@mikro-orm/core'
import { instant } from './column.ts'

/** A person who can sign in. Belongs to organizations through memberships. */
export const User = defineEntity({
  name: 'User',
  tableName: 'user_account',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    /** Lower case. */
    email: p.text().unique(),
    name: p.text(),
    /** argon2id, with its parameters and salt. */
    passwordHash: p.text().hidden(),
    createdAt: instant(),
  },
})
