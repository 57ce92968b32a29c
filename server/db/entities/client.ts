import { defineEntity, p } from '@mikro-orm/core'
import { int, organization } from './column.ts'

/** The identity of a client; what is known of it stands in its versioned rows. */
export const Client = defineEntity({
  name: 'Client',
  properties: {
    organizationId: organization(),
    id: p.bigint('number').primary(),
    /** The snapshot that named it first. */
    createdSnapshot: int(),
  },
})
