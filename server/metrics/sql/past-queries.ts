import { sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { rowsOf, type Tenant } from './tenant.ts'

/** How many invoices each day has. */
export const invoiceDayQuery = (db: Db, tenant: Tenant) =>
  sql<{
    readonly day: number
    readonly rows: number
  }>`select day, count(*) as rows from invoice_row where ${rowsOf(tenant)} group by day`.compile(db)
