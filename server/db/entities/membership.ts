import { defineEntity, p } from '@mikro-orm/core'
import type { Role } from '../../access/policy.ts'
import { instant, organization } from './column.ts'

/** The role of a user in an organization. */
export const Membership = defineEntity({
  name: 'Membership',
  properties: {
    organizationId: organization(),
    userId: p.bigint('number').primary(),
    role: p.text().$type<Role>(),
    createdAt: instant(),
  },
})
