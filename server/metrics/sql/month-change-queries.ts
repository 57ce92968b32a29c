import { sql } from 'kysely'
import type { Dialect } from '../../db/dialect.ts'
import type { Db } from '../../db/tables.ts'
import { changesOf, type Tenant } from './tenant.ts'
import { total } from './total.ts'

// The rollups by client and month, whole or after a snapshot: what each upload changed, in the order of their keys.

const later = (after: number | null) => (after === null ? sql`` : sql` and snapshot > ${after}`)

export const timeSums = ['rows', 'hours', 'billable_hours', 'cost', 'value'] as const

/** Time: hours in hundredths, cost and value in hundredths of hours × minor units. */
export const timeChangeQuery = (db: Db, tenant: Tenant, after: number | null = null) =>
  sql<
    Record<string, number>
  >`select client_id, month, snapshot, ${sql.raw(timeSums.join(', '))} from time_month where ${changesOf(tenant)}${later(after)} order by client_id, month, snapshot`.compile(
    db,
  )

export const invoiceSums = ['rows', 'net', 'tax', 'tax_unknown', 'billed', 'paid', 'overdue'] as const

/** Invoices of the base currency by service line too, in minor units. */
export const invoiceChangeQuery = (db: Db, tenant: Tenant, after: number | null = null) =>
  sql<
    Record<string, number>
  >`select client_id, month, service_line_id, snapshot, rows, net, tax, rows - tax_rows as tax_unknown, billed, paid, overdue from invoice_month where ${changesOf(tenant)}${later(after)} order by client_id, month, service_line_id, snapshot`.compile(
    db,
  )

/** What somebody's hours cost and are billed at, minor units an hour; null: not known. */
export interface PersonRate {
  readonly person: number
  readonly cost: number | null
  readonly billing: number | null
  readonly ambiguous: boolean
}

export const ratedSums = ['cost', 'imputed', 'bare', 'value', 'unvalued', 'unvalued_hours', 'ambiguous'] as const

/**
 * Time that needs a rate, by client and month, at the rates of the staff list: see `ratedTime`. The rates travel as one
 * parameter and are joined here, so that no row by person comes back. Months that nothing is left of are not in it.
 */
export function ratedMonthQuery(db: Db, tenant: Tenant, dialect: Dialect, rates: readonly PersonRate[]) {
  const list = JSON.stringify(
    rates.map(({ person, cost, billing, ambiguous }) => [person, cost, billing, Number(ambiguous)]),
  )
  const items =
    dialect === 'sqlite'
      ? sql`select value ->> 0 as person, value ->> 1 as cost_rate, value ->> 2 as billing_rate, value ->> 3 as unclear from json_each(${list})`
      : sql`select (value ->> 0)::bigint as person, (value ->> 1)::bigint as cost_rate, (value ->> 2)::bigint as billing_rate, (value ->> 3)::bigint as unclear from jsonb_array_elements(${list}::jsonb)`
  return sql<
    Record<string, number>
  >`with rated as materialized (${items}) select client_id, month, ${total('case when cost_rate is null then billing_cost else cost_hours * cost_rate end')} as cost, ${total('case when cost_rate is null then cost_rows - bare_rows else 0 end')} as imputed, ${total('case when cost_rate is null then bare_rows else 0 end')} as bare, ${total('value_hours * coalesce(billing_rate, 0)')} as value, ${total('case when billing_rate is null then value_rows else 0 end')} as unvalued, ${total('case when billing_rate is null then value_hours else 0 end')} as unvalued_hours, ${total('case when unclear = 1 then cost_rows else 0 end')} as ambiguous from time_open_month left join rated on rated.person = time_open_month.person_id where ${changesOf(tenant)} group by client_id, month having sum(cost_rows) <> 0 or sum(value_rows) <> 0 order by client_id, month`.compile(
    db,
  )
}
