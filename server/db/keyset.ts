import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** The values that place a row in an order. */
export type SortKey = readonly (string | number)[]

/** Part of a list: `size` rows after (backward: before) the row with this key, from the start (the end) without one. */
export interface Page {
  readonly size: number
  readonly from: SortKey | null
  readonly backward: boolean
}

/** The rows of a page in the list's order, and whether the list goes on beyond them in the page's direction. */
export interface Slice<T> {
  readonly rows: readonly T[]
  readonly more: boolean
}

export type SortDirection = 'ASC' | 'DESC'

/** In which direction rows are read: a backward page reads the list from its end. */
const reading = (direction: SortDirection, page: Page): SortDirection =>
  page.backward ? (direction === 'ASC' ? 'DESC' : 'ASC') : direction

/** The condition that a row lies beyond the page's key; true where it has none. The columns are all of one direction. */
export function beyondKey(
  columns: readonly RawBuilder<unknown>[],
  direction: SortDirection,
  page: Page,
): RawBuilder<SqlBool> {
  if (page.from === null) return sql<SqlBool>`1 = 1`
  const comparison = sql.raw(reading(direction, page) === 'ASC' ? '>' : '<')
  return sql<SqlBool>`(${sql.join(columns)}) ${comparison} (${sql.join([...page.from])})`
}

/** The order by which a page is read. One row more than its size is read to know whether the list goes on. */
export function pageOrder(columns: readonly RawBuilder<unknown>[], direction: SortDirection, page: Page) {
  const word = sql.raw(reading(direction, page).toLowerCase())
  return sql`order by ${sql.join(columns.map(column => sql`${column} ${word}`))} limit ${sql.lit(page.size + 1)}`
}

/** The page out of the rows that were read. */
export function sliceOf<T>(found: readonly T[], page: Page): Slice<T> {
  const rows = found.slice(0, page.size)
  return { rows: page.backward ? rows.reverse() : rows, more: found.length > page.size }
}
