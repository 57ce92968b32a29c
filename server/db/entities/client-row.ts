import { defineEntity, p } from '@mikro-orm/core'
import { int, organization, version } from './column.ts'

/** A version of what is known of a client. */
export const ClientRow = defineEntity({
  name: 'ClientRow',
  properties: {
    organizationId: organization(),
    clientId: p.bigint('number').primary(),
    ...version,
    externalId: p.text().nullable(),
    name: p.text(),
    normalName: p.text(),
    /** Term of kind INDUSTRY. */
    industryId: int().nullable(),
    contactEmail: p.text().nullable(),
    contactPhone: p.text().nullable(),
    /** 0 or 1. */
    isActive: int(),
    sinceDay: int().nullable(),
    /** Unmapped columns, as JSON by heading. */
    metadata: p.text().nullable(),
  },
})
