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
