import { defineEntity, p } from '@mikro-orm/core'
import { int, organization, version } from './column.ts'

/** A version of a budget line. */
export const BudgetRow = defineEntity({
  name: 'BudgetRow',
  properties: {
    organizationId: organization(),
    month: p.bigint('number').primary(),
    ...version,
    measure: p.text(),
    /** 0: the whole firm. */
    clientId: int(),
    /** Minor units, or hundredths of hours. */
    amount: int(),
  },
})
