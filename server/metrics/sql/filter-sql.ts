import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Dialect } from '../../db/dialect.ts'
import type { FilterColumn, RowFilter } from '../filters/row-filter.ts'

export interface FilterContext {
  readonly dialect: Dialect
  /** The persons of time logs who are these members of staff. */
  readonly personsOf: (staff: ReadonlySet<number | string>) => readonly number[]
}

/** Columns as the rows of a fact hold them; where a blank is null there, it is compared as 0 or "". */
const columns: Readonly<Record<FilterColumn, string>> = {
  client_id: 'client_id',
  service_line_id: 'coalesce(service_line_id, 0)',
  staff: 'person_id',
  project_id: 'coalesce(project_id, 0)',
  work_type: "coalesce(work_type, '')",
  product_id: 'product_id',
  vendor_id: 'coalesce(vendor_id, 0)',
}

/** A filter as a condition. Lists travel as one parameter, so that the text does not grow with them. */
export function filterSql(filter: RowFilter, context: FilterContext): RawBuilder<SqlBool> {
  const terms = [
    ...filter.all.map(({ column, values }) =>
      oneOf(columns[column], column === 'staff' ? context.personsOf(values) : [...values], context.dialect),
    ),
    ...filter.not.map(inner => sql<SqlBool>`not (${filterSql(inner, context)})`),
  ]
  return terms.length === 0 ? sql`1 = 1` : sql`${sql.join(terms, sql` and `)}`
}

function oneOf(column: string, values: readonly (number | string)[], dialect: Dialect): RawBuilder<SqlBool> {
  const list = JSON.stringify(values)
  if (dialect === 'sqlite') return sql`${sql.raw(column)} in (select value from json_each(${list}))`
  return typeof values[0] === 'string'
    ? sql`${sql.raw(column)} in (select jsonb_array_elements_text(${list}::jsonb))`
    : sql`${sql.raw(column)} = any(${`{${values.join(',')}}`}::bigint[])`
}
