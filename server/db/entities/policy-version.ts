import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

/** A version of an organization's policy; without one, the defaults of the product hold. */
export const PolicyVersion = defineEntity({
  name: 'PolicyVersion',
  properties: {
    organizationId: organization(),
    key: p.text().primary(),
    version: p.bigint('number').primary(),
    /** The whole policy as JSON. */
    value: p.text(),
    createdBy: int().nullable(),
    createdAt: instant(),
  },
})
