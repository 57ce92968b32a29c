import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../analytics/calendar.ts'
import type { RowFilter } from '../filters/row-filter.ts'
import type { DaySpan } from '../periods/day-span.ts'
import { type FilterContext, filterSql } from './filter-sql.ts'
import type { Tenant } from './tenant.ts'

/** Columns that the rows of a fact are summed by, besides their time. */
export type KeyColumn = 'client_id' | 'service_line_id' | 'person_id' | 'project_id' | 'work_type'

/** Which rows of a fact, summed to which grain. */
export interface FactRequest {
  readonly tenant: Tenant
  readonly span: DaySpan
  /** Months are always told apart, days only where a span or a week needs it. */
  readonly time: 'month' | 'day'
  readonly keys: readonly KeyColumn[]
  readonly filter: RowFilter
  readonly context: FilterContext
}

/** The rows of the span, by month (a range of the clustered key) and, where it cuts months, by day. */
function spanSql({ span }: FactRequest): RawBuilder<SqlBool> {
  const [first, last] = [monthOfDay(span.from), monthOfDay(span.to)]
  const months = sql<SqlBool>`month between ${first} and ${last}`
  return span.from === firstDayOfMonth(first) && span.to === lastDayOfMonth(last)
    ? months
    : sql`${months} and day between ${span.from} and ${span.to}`
}

export const whereSql = (request: FactRequest): RawBuilder<SqlBool> => {
  const { all, not } = request.filter
  return all.length + not.length === 0
    ? spanSql(request)
    : sql`${spanSql(request)} and ${filterSql(request.filter, request.context)}`
}
