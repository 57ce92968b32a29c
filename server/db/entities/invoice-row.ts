import { defineEntity, p } from '@mikro-orm/core'
import { int, organization, version } from './column.ts'

/** A version of an invoice. Amounts are minor units of its own currency; credits are stored negative. */
export const InvoiceRow = defineEntity({
  name: 'InvoiceRow',
  properties: {
    organizationId: organization(),
    clientId: p.bigint('number').primary(),
    /** year × 12 + (month − 1) */
    month: p.bigint('number').primary(),
    /** Days since 1970. */
    day: p.bigint('number').primary(),
    ...version,
    invoiceNumber: p.text(),
    dueDay: int().nullable(),
    currency: p.text(),
    /** 1 when the currency is not the base currency. */
    isForeign: int(),
    status: p.text(),
    /** Term of kind SERVICE_LINE. */
    serviceLineId: int().nullable(),
    /** Without tax, after METRICS' rule: subtotal, else total − tax, else lines, else total. */
    net: int(),
    /** Null: unknown. */
    tax: int().nullable(),
    /** With tax. */
    total: int(),
    /** InvoiceLine[] as JSON; null: no lines. */
    lines: p.text().nullable(),
  },
})
