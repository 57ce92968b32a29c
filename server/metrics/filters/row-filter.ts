/** What a filter can name in the rows of a fact. Staff are positions in the people directory. */
export type FilterColumn =
  | 'client_id'
  | 'service_line_id'
  | 'staff'
  | 'project_id'
  | 'work_type'
  | 'product_id'
  | 'vendor_id'

export interface Clause {
  readonly column: FilterColumn
  /** Any of these; 0 or "" is the blank. */
  readonly values: ReadonlySet<number | string>
}

/** Rows for which all clauses hold, and not all of each exclusion. */
export interface RowFilter {
  readonly all: readonly Clause[]
  readonly not: readonly RowFilter[]
}

export const everything: RowFilter = { all: [], not: [] }

/** Whether a row passes, by its value in a column. */
export const matches = (filter: RowFilter, read: (column: FilterColumn) => number | string): boolean =>
  filter.all.every(({ column, values }) => values.has(read(column))) && filter.not.every(inner => !matches(inner, read))

/** Every column it looks at. */
export const columnsOf = (filter: RowFilter): Set<FilterColumn> =>
  new Set([...filter.all.map(clause => clause.column), ...filter.not.flatMap(inner => [...columnsOf(inner)])])
