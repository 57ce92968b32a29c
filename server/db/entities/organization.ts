import { defineEntity, p } from '@mikro-orm/core'
import { instant, int } from './column.ts'

/** One MSP: the tenant. */
export const Organization = defineEntity({
  name: 'Organization',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    name: p.text(),
    /** ISO 4217. Fixed once invoices are stored, as rollups are kept in it. */
    baseCurrency: p.text(),
    /** First month of the fiscal year, 1 to 12. */
    fiscalYearStart: int(),
    /** What an hour costs when neither the time log nor the staff row says; minor units, null: not set. */
    defaultCostRate: int().nullable(),
    /** Number of the newest snapshot; numbers are dense. */
    lastSnapshot: int(),
    /** Grows by one with every change of the organization's data. */
    dataVersion: int(),
    createdAt: instant(),
  },
})
