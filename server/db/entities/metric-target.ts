import { defineEntity, p } from '@mikro-orm/core'
import { instant, int, organization } from './column.ts'

/** What a metric should be: for a client, or (client 0) for everything without a target of its own. */
export const MetricTarget = defineEntity({
  name: 'MetricTarget',
  properties: {
    organizationId: organization(),
    metric: p.text().primary(),
    clientId: p.bigint('number').primary(),
    /** Exact decimal in the metric's unit. */
    value: p.text(),
    updatedBy: int().nullable(),
    updatedAt: instant(),
  },
})
