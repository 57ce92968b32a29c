import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { type FactRequest, whereSql } from './fact-request.ts'
import { rowsOf } from './tenant.ts'
import { total } from './total.ts'

/** Invoices summed: amounts in minor units of the base currency. A key that was not asked for is absent. */
export interface InvoiceSums {
  readonly client_id?: number
  readonly service_line_id?: number
  readonly month: number
  readonly day?: number
  readonly rows: number
  readonly net: number
  readonly tax: number
  readonly tax_rows: number
  readonly billed: number
  readonly paid: number
  readonly overdue: number
}

/** The same in another currency, of one day. */
export interface ForeignInvoiceSums extends InvoiceSums {
  readonly currency: string
  readonly day: number
}

type Keys = Pick<FactRequest, 'keys' | 'time'>
const keyColumns = ({ keys, time }: Keys): string[] => [
  ...keys.filter(key => key === 'client_id' || key === 'service_line_id'),
  'month',
  ...(time === 'day' ? ['day'] : []),
]
const named = (columns: readonly string[], line: string): RawBuilder<unknown>[] =>
  columns.map(column => (column === 'service_line_id' ? sql`${sql.raw(line)} as service_line_id` : sql.ref(column)))
const grouped = (columns: readonly string[], line: string): RawBuilder<unknown> =>
  sql.join(columns.map(column => (column === 'service_line_id' ? sql.raw(line) : sql.ref(column))))

const counting = sql`status in ('pending', 'paid', 'overdue', 'credit')`
const line = 'coalesce(service_line_id, 0)'
const late = (businessDay: number) => sql`status = 'overdue' or (status = 'pending' and due_day < ${businessDay})`
const amounts = (businessDay: number) =>
  sql`count(*) as rows, ${total('net')} as net, ${total('coalesce(tax, 0)')} as tax, count(tax) as tax_rows, ${total('total')} as billed, ${total("case when status = 'paid' then total else 0 end")} as paid, cast(sum(case when ${late(businessDay)} then total else 0 end) as bigint) as overdue`

/** From the rows, in the base currency. @param businessDay pending invoices due before it are overdue */
export function invoiceRowQuery(db: Db, request: FactRequest, businessDay: number) {
  const columns = keyColumns(request)
  return sql<InvoiceSums>`select ${sql.join(named(columns, line))}, ${amounts(businessDay)} from invoice_row where ${rowsOf(request.tenant)} and ${whereSql(request)} and is_foreign = 0 and ${counting} group by ${grouped(columns, line)}`.compile(
    db,
  )
}

/** From the rows, in other currencies, by day: the rate depends on it. Their index is by day, so days are always named. */
export function foreignInvoiceQuery(db: Db, request: FactRequest, businessDay: number) {
  const columns = keyColumns({ ...request, time: 'day' })
  return sql<ForeignInvoiceSums>`select ${sql.join(named(columns, line))}, currency, ${amounts(businessDay)} from invoice_row where ${rowsOf(request.tenant)} and ${whereSql(request)} and day between ${request.span.from} and ${request.span.to} and is_foreign = 1 and ${counting} group by ${grouped(columns, line)}, currency`.compile(
    db,
  )
}

export interface PendingSums extends Pick<InvoiceSums, 'client_id' | 'service_line_id' | 'month'> {
  readonly overdue: number
}

/** What the rollup lacks, as it knows nothing of days: pending invoices of the base currency due before the business day. */
export function pendingOverdueQuery(db: Db, request: FactRequest, businessDay: number) {
  const columns = keyColumns({ ...request, time: 'month' })
  return sql<PendingSums>`select ${sql.join(named(columns, line))}, ${total('total')} as overdue from invoice_row where ${rowsOf(request.tenant)} and ${whereSql(request)} and is_foreign = 0 and status = 'pending' and due_day < ${businessDay} group by ${grouped(columns, line)}`.compile(
    db,
  )
}
