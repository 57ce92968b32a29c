import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

/** A metric query that a person keeps under a name, for themselves or for the organization. */
export const SavedQuery = defineEntity({
  name: 'SavedQuery',
  properties: {
    organizationId: organization(),
    id: p.bigint('number').primary(),
    name: p.text(),
    /** The name in the form in which names are compared. */
    normal: p.text(),
    /** The whole MetricQuery as JSON. */
    query: p.text(),
    /** 1: everybody in the organization sees it. */
    shared: int(),
    /** Whose it is. */
    createdBy: int(),
    createdAt: instant(),
    updatedAt: instant(),
  },
})
