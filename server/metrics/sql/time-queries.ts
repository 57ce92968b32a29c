import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { type FactRequest, type KeyColumn, whereSql } from './fact-request.ts'
import { changesOf, rowsOf } from './tenant.ts'
import { total } from './total.ts'

interface TimeKeys {
  readonly client_id?: number
  readonly person_id?: number
  readonly project_id?: number
  readonly work_type?: string
  readonly month: number
  readonly day?: number
}

/** Time logs summed: hours in hundredths, cost and value in hundredths of hours × minor units. */
export interface TimeSums extends TimeKeys {
  readonly rows: number
  readonly hours: number
  readonly billable_hours: number
  readonly cost: number
  readonly value: number
}

/** The part that needs a rate from the staff list, of one person. */
export interface OpenTimeSums extends TimeKeys {
  readonly person_id: number
  readonly cost_rows: number
  readonly cost_hours: number
  readonly billing_cost: number
  readonly bare_rows: number
  readonly value_rows: number
  readonly value_hours: number
}

const expressions: Readonly<Record<string, string>> = {
  project_id: 'coalesce(project_id, 0)',
  work_type: "coalesce(work_type, '')",
}
const named = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map(column => sql.raw(expressions[column] ? `${expressions[column]} as ${column}` : column)))
const grouped = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map(column => sql.raw(expressions[column] ?? column)))
const only = (keys: readonly KeyColumn[], ...allowed: readonly KeyColumn[]): KeyColumn[] =>
  keys.filter(key => allowed.includes(key))

/** From the rollup by client and month. */
export function timeMonthQuery(db: Db, request: FactRequest) {
  const columns = [...only(request.keys, 'client_id'), 'month']
  return sql<TimeSums>`select ${named(columns)}, ${total('rows')} as rows, ${total('hours')} as hours, ${total('billable_hours')} as billable_hours, ${total('cost')} as cost, ${total('value')} as value from time_month where ${changesOf(request.tenant)} and ${whereSql(request)} group by ${grouped(columns)}`.compile(
    db,
  )
}

/** What somebody's hours cost and are billed at, minor units an hour; null: not known. */
export interface PersonRate {
  readonly person: number
  readonly cost: number | null
  readonly billing: number | null
  readonly ambiguous: boolean
}

/** What needed a rate, at the rates of the staff list: see `addRatedTime`. */
export interface RatedTimeSums extends TimeKeys {
  readonly cost: number
  readonly imputed: number
  readonly bare: number
  readonly value: number
  readonly unvalued: number
  readonly unvalued_hours: number
  readonly ambiguous: number
}

/**
 * From the rollup of what needs a rate. The rates travel as one parameter and are joined here, so that the rows that
 * come back are as few as the cells.
 */
export function timeOpenMonthQuery(db: Db, request: FactRequest, rates: readonly PersonRate[]) {
  const columns = [...only(request.keys, 'client_id'), 'month']
  const list = JSON.stringify(
    rates.map(({ person, cost, billing, ambiguous }) => [person, cost, billing, Number(ambiguous)]),
  )
  const items =
    request.context.dialect === 'sqlite'
      ? sql`select value ->> 0 as person, value ->> 1 as cost_rate, value ->> 2 as billing_rate, value ->> 3 as unclear from json_each(${list})`
      : sql`select (value ->> 0)::bigint as person, (value ->> 1)::bigint as cost_rate, (value ->> 2)::bigint as billing_rate, (value ->> 3)::bigint as unclear from jsonb_array_elements(${list}::jsonb)`
  return sql<RatedTimeSums>`with rated as materialized (${items}) select ${named(columns)}, ${total('case when cost_rate is null then billing_cost else cost_hours * cost_rate end')} as cost, ${total('case when cost_rate is null then cost_rows - bare_rows else 0 end')} as imputed, ${total('case when cost_rate is null then bare_rows else 0 end')} as bare, ${total('value_hours * coalesce(billing_rate, 0)')} as value, ${total('case when billing_rate is null then value_rows else 0 end')} as unvalued, ${total('case when billing_rate is null then value_hours else 0 end')} as unvalued_hours, ${total('case when unclear = 1 then cost_rows else 0 end')} as ambiguous from time_open_month left join rated on rated.person = time_open_month.person_id where ${changesOf(request.tenant)} and ${whereSql(request)} group by ${grouped(columns)}`.compile(
    db,
  )
}

const openSums = sql`${total('case when cost_rate is null then 1 else 0 end')} as cost_rows, ${total('case when cost_rate is null then hours else 0 end')} as cost_hours, ${total('case when cost_rate is null then hours * coalesce(rate, 0) else 0 end')} as billing_cost, ${total('case when cost_rate is null and rate is null then 1 else 0 end')} as bare_rows, ${total('case when rate is null then billable else 0 end')} as value_rows, ${total('case when rate is null then hours * billable else 0 end')} as value_hours`

/** From the rollup by person, type of work and month: everything at once. With `open`, by person too. */
export function timePersonMonthQuery(db: Db, request: FactRequest, open: boolean) {
  const keys = only(request.keys, 'person_id', 'work_type')
  const columns = [...(open && !keys.includes('person_id') ? [...keys, 'person_id' as const] : keys), 'month']
  const sums = ['rows', 'hours', 'billable_hours', 'cost', 'value']
  const openColumns = ['cost_rows', 'cost_hours', 'billing_cost', 'bare_rows', 'value_rows', 'value_hours']
  const totals = [...sums, ...(open ? openColumns : [])].map(name => sql`${total(name)} as ${sql.raw(name)}`)
  return sql<
    TimeSums & Partial<OpenTimeSums>
  >`select ${sql.raw(columns.join(', '))}, ${sql.join(totals)} from time_person_month where ${changesOf(request.tenant)} and ${whereSql(request)} group by ${sql.raw(columns.join(', '))}`.compile(
    db,
  )
}

/** From the rows: everything at once. With `open`, by person too. */
export function timeRowQuery(db: Db, request: FactRequest, open: boolean) {
  const keys = only(request.keys, 'client_id', 'person_id', 'project_id', 'work_type')
  const columns = [
    ...(open && !keys.includes('person_id') ? [...keys, 'person_id'] : keys),
    'month',
    ...(request.time === 'day' ? ['day'] : []),
  ]
  return sql<
    TimeSums & Partial<OpenTimeSums>
  >`select ${named(columns)}, count(*) as rows, ${total('hours')} as hours, ${total('hours * billable')} as billable_hours, ${total('hours * coalesce(cost_rate, 0)')} as cost, ${total('hours * billable * coalesce(rate, 0)')} as value${open ? sql`, ${openSums}` : sql``} from time_log_row where ${rowsOf(request.tenant)} and ${whereSql(request)} group by ${grouped(columns)}`.compile(
    db,
  )
}
