import { sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { changesOf, rowsOf, type Tenant } from './tenant.ts'
import { total } from './total.ts'

/** What an upload changed in a month of a client. */
export interface ClientMonthChange {
  readonly client_id: number
  readonly month: number
  readonly snapshot: number
  readonly rows: number
  readonly amount: number
}

/** Time: rows and hundredths of hours. */
export const timePastQuery = (db: Db, tenant: Tenant) =>
  sql<ClientMonthChange>`select client_id, month, snapshot, rows, hours as amount from time_month where ${changesOf(tenant)}`.compile(
    db,
  )

/** Invoices of the base currency: rows and net amounts in minor units. */
export const invoicePastQuery = (db: Db, tenant: Tenant) =>
  sql<ClientMonthChange>`select client_id, month, snapshot, ${total('rows')} as rows, ${total('net')} as amount from invoice_month where ${changesOf(tenant)} group by client_id, month, snapshot`.compile(
    db,
  )

/** How many invoices each day has. */
export const invoiceDayQuery = (db: Db, tenant: Tenant) =>
  sql<{
    readonly day: number
    readonly rows: number
  }>`select day, count(*) as rows from invoice_row where ${rowsOf(tenant)} group by day`.compile(db)
