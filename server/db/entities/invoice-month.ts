import { defineEntity, p } from '@mikro-orm/core'
import { int, organization } from './column.ts'

/**
 * Rollup of counting invoices (pending, paid, overdue, credit) in the base currency by client, month, service line.
 * Deltas by snapshot, as in TimeMonth. Foreign invoices are read from their rows, as their rate depends on the day.
 */
export const InvoiceMonth = defineEntity({
  name: 'InvoiceMonth',
  properties: {
    organizationId: organization(),
    clientId: p.bigint('number').primary(),
    month: p.bigint('number').primary(),
    /** 0: none. */
    serviceLineId: p.bigint('number').primary(),
    snapshot: p.bigint('number').primary(),
    rows: int(),
    net: int(),
    /** Σ tax over rows where it is known, and how many rows those are. */
    tax: int(),
    taxRows: int(),
    billed: int(),
    paid: int(),
    /** billed of status overdue. */
    overdue: int(),
    /** Rows of status pending; those past due are added from the rows themselves. */
    pendingRows: int(),
  },
})
