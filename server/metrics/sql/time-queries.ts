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

/** From the rollup of what needs a rate, by person too. */
export function timeOpenMonthQuery(db: Db, request: FactRequest) {
  const columns = [...only(request.keys, 'client_id'), 'month', 'person_id']
  return sql<OpenTimeSums>`select ${named(columns)}, ${total('cost_rows')} as cost_rows, ${total('cost_hours')} as cost_hours, ${total('billing_cost')} as billing_cost, ${total('bare_rows')} as bare_rows, ${total('value_rows')} as value_rows, ${total('value_hours')} as value_hours from time_open_month where ${changesOf(request.tenant)} and ${whereSql(request)} group by ${grouped(columns)}`.compile(
    db,
  )
}

const openSums = sql`${total('case when cost_rate is null then 1 else 0 end')} as cost_rows, ${total('case when cost_rate is null then hours else 0 end')} as cost_hours, ${total('case when cost_rate is null then hours * coalesce(rate, 0) else 0 end')} as billing_cost, ${total('case when cost_rate is null and rate is null then 1 else 0 end')} as bare_rows, ${total('case when rate is null then billable else 0 end')} as value_rows, ${total('case when rate is null then hours * billable else 0 end')} as value_hours`

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
