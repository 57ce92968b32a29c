/** A row of a fact, as rollups look at it. */
export interface FactRow {
  client_id: number
  month: number
  person_id: number
  work_type: string | null
  hours: number
  billable: number
  rate: number | null
  cost_rate: number | null
  service_line_id: number | null
  net: number
  tax: number | null
  total: number
  status: string | null
  is_foreign: number
}

/** A whole number that a row gives, as SQL and as a function: stored rows are summed by the one, a sheet's by the other. */
export interface Measure {
  readonly sql: string
  readonly of: (row: FactRow) => number
}

/** A rollup over the rows of one fact: where a row goes, what it adds, which rows it takes. */
export interface Rollup {
  readonly table: 'time_month' | 'time_open_month' | 'time_person_month' | 'invoice_month'
  readonly fact: 'time_log_row' | 'invoice_row'
  /** Grain: column → expression over a row, and the same as a function. */
  readonly grain: Readonly<Record<string, { readonly sql: string; readonly of: (row: FactRow) => number | string }>>
  readonly measures: Readonly<Record<string, Measure>>
  readonly takes: { readonly sql: string; readonly of: (row: FactRow) => boolean }
}

const every = { sql: '1 = 1', of: () => true }
const client = { sql: 'client_id', of: (row: FactRow) => row.client_id }
const month = { sql: 'month', of: (row: FactRow) => row.month }
const person = { sql: 'person_id', of: (row: FactRow) => row.person_id }
const rows: Measure = { sql: '1', of: () => 1 }

const timeSums: Readonly<Record<string, Measure>> = {
  rows,
  hours: { sql: 'hours', of: row => row.hours },
  billable_hours: { sql: 'hours * billable', of: row => row.hours * row.billable },
  cost: { sql: 'hours * coalesce(cost_rate, 0)', of: row => row.hours * (row.cost_rate ?? 0) },
  value: {
    sql: 'hours * billable * coalesce(rate, 0)',
    of: row => row.hours * row.billable * (row.rate ?? 0),
  },
}

/** What needs a rate from the staff list. */
const openSums: Readonly<Record<string, Measure>> = {
  cost_rows: { sql: 'case when cost_rate is null then 1 else 0 end', of: row => (row.cost_rate === null ? 1 : 0) },
  cost_hours: {
    sql: 'case when cost_rate is null then hours else 0 end',
    of: row => (row.cost_rate === null ? row.hours : 0),
  },
  billing_cost: {
    sql: 'case when cost_rate is null then hours * coalesce(rate, 0) else 0 end',
    of: row => (row.cost_rate === null ? row.hours * (row.rate ?? 0) : 0),
  },
  bare_rows: {
    sql: 'case when cost_rate is null and rate is null then 1 else 0 end',
    of: row => (row.cost_rate === null && row.rate === null ? 1 : 0),
  },
  value_rows: {
    sql: 'case when rate is null then billable else 0 end',
    of: row => (row.rate === null ? row.billable : 0),
  },
  value_hours: {
    sql: 'case when rate is null then hours * billable else 0 end',
    of: row => (row.rate === null ? row.hours * row.billable : 0),
  },
}

const COUNTED = new Set<string | null>(['pending', 'paid', 'overdue', 'credit'])

export const rollups: readonly Rollup[] = [
  { table: 'time_month', fact: 'time_log_row', grain: { client_id: client, month }, measures: timeSums, takes: every },
  {
    table: 'time_open_month',
    fact: 'time_log_row',
    grain: { client_id: client, month, person_id: person },
    measures: {
      ...openSums,
      bare_hours: {
        sql: 'case when cost_rate is null and rate is null then hours else 0 end',
        of: row => (row.cost_rate === null && row.rate === null ? row.hours : 0),
      },
    },
    takes: {
      sql: '(cost_rate is null or (rate is null and billable = 1))',
      of: row => row.cost_rate === null || (row.rate === null && row.billable === 1),
    },
  },
  {
    table: 'time_person_month',
    fact: 'time_log_row',
    grain: {
      month,
      person_id: person,
      work_type: { sql: "coalesce(work_type, '')", of: row => row.work_type ?? '' },
    },
    measures: { ...timeSums, ...openSums },
    takes: every,
  },
  {
    table: 'invoice_month',
    fact: 'invoice_row',
    grain: {
      client_id: client,
      month,
      service_line_id: { sql: 'coalesce(service_line_id, 0)', of: row => row.service_line_id ?? 0 },
    },
    measures: {
      rows,
      net: { sql: 'net', of: row => row.net },
      tax: { sql: 'coalesce(tax, 0)', of: row => row.tax ?? 0 },
      tax_rows: { sql: 'case when tax is null then 0 else 1 end', of: row => (row.tax === null ? 0 : 1) },
      billed: { sql: 'total', of: row => row.total },
      paid: {
        sql: "case when status = 'paid' then total else 0 end",
        of: row => (row.status === 'paid' ? row.total : 0),
      },
      overdue: {
        sql: "case when status = 'overdue' then total else 0 end",
        of: row => (row.status === 'overdue' ? row.total : 0),
      },
      pending_rows: {
        sql: "case when status = 'pending' then 1 else 0 end",
        of: row => (row.status === 'pending' ? 1 : 0),
      },
    },
    takes: {
      sql: "is_foreign = 0 and status in ('pending', 'paid', 'overdue', 'credit')",
      of: row => row.is_foreign === 0 && COUNTED.has(row.status),
    },
  },
]

/** The SELECT that gives a rollup's grain and measures over rows of `source`; `sign` is 1 or -1. */
export const contributionSql = (rollup: Rollup, source: string, sign: 1 | -1, where: string): string =>
  `select ${Object.entries(rollup.grain)
    .map(([name, { sql }]) => `${sql} as ${name}`)
    .join(', ')}, ${Object.entries(rollup.measures)
    .map(([name, { sql }]) => `${sign < 0 ? '-' : ''}(${sql}) as ${name}`)
    .join(', ')} from ${source} where ${rollup.takes.sql} and ${where}`

/** The rows that a snapshot takes away, by the keys in its table `gone`. */
export const takenSql = (table: string, key: readonly string[], goneName: string, organizationId: number): string =>
  `(select t.* from ${goneName} as g cross join ${table} as t where t.organization_id = ${Number(organizationId)}
    and ${key.map(name => `t.${name} = g.${name}`).join(' and ')}) as old`
