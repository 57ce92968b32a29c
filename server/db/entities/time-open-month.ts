import { defineEntity, p } from '@mikro-orm/core'
import { int, organization } from './column.ts'

/**
 * The part of the time rollup that still needs a rate from the staff list: rows without a cost rate, billable rows
 * without a billing rate. Deltas by snapshot, as in TimeMonth.
 */
export const TimeOpenMonth = defineEntity({
  name: 'TimeOpenMonth',
  properties: {
    organizationId: organization(),
    clientId: p.bigint('number').primary(),
    month: p.bigint('number').primary(),
    personId: p.bigint('number').primary(),
    snapshot: p.bigint('number').primary(),
    /** Rows without a cost rate, their hours, and those hours × billing rate where one is given. */
    costRows: int(),
    costHours: int(),
    billingCost: int(),
    /** … of these, rows that have no billing rate either, and their hours. */
    bareRows: int(),
    bareHours: int(),
    /** Billable rows without a billing rate, and their hours. */
    valueRows: int(),
    valueHours: int(),
  },
})
