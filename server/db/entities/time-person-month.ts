import { defineEntity, p } from '@mikro-orm/core'
import { int, organization } from './column.ts'

/**
 * Rollup of time logs by person, type of work and month, with what still needs a rate from the staff list: questions
 * about staff, teams and types of work need no rows. Deltas by snapshot, as in TimeMonth.
 */
export const TimePersonMonth = defineEntity({
  name: 'TimePersonMonth',
  properties: {
    organizationId: organization(),
    month: p.bigint('number').primary(),
    personId: p.bigint('number').primary(),
    /** "": not given. */
    workType: p.text().primary(),
    snapshot: p.bigint('number').primary(),
    /** As in TimeMonth. */
    rows: int(),
    hours: int(),
    billableHours: int(),
    cost: int(),
    value: int(),
    /** As in TimeOpenMonth. */
    costRows: int(),
    costHours: int(),
    billingCost: int(),
    bareRows: int(),
    valueRows: int(),
    valueHours: int(),
  },
})
