import { sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { type FactRequest, whereSql } from './fact-request.ts'
import { rowsOf } from './tenant.ts'

/** A counting invoice that has lines: they are JSON, amounts are minor units of its own currency. */
export interface LinedInvoice {
  readonly day: number
  readonly currency: string
  readonly net: number
  readonly lines: string
}

/** Invoices with lines, in every currency; drafts and void ones never. */
export function invoiceLineQuery(db: Db, request: FactRequest) {
  return sql<LinedInvoice>`select day, currency, net, lines from invoice_row where ${rowsOf(request.tenant)} and ${whereSql(request)} and status in ('pending', 'paid', 'overdue', 'credit') and lines is not null`.compile(
    db,
  )
}
