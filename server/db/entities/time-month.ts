import { defineEntity, p } from '@mikro-orm/core'
import { int, organization } from './column.ts'

/**
 * Rollup of time logs by client and month, as the change each snapshot made: the sum over `snapshot` ≤ N is the state
 * as of N. Sums are whole numbers, so a revert cancels exactly.
 */
export const TimeMonth = defineEntity({
  name: 'TimeMonth',
  properties: {
    organizationId: organization(),
    clientId: p.bigint('number').primary(),
    month: p.bigint('number').primary(),
    snapshot: p.bigint('number').primary(),
    rows: int(),
    /** Hundredths. */
    hours: int(),
    billableHours: int(),
    /** Σ hours × cost_rate over rows with a cost rate: hundredths of minor units. */
    cost: int(),
    /** Σ hours × rate over billable rows with a rate: hundredths of minor units. */
    value: int(),
  },
})
