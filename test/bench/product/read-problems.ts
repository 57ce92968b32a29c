import type { Database } from 'better-sqlite3'
import { monthOfIso } from '../../../server/analytics/calendar.ts'
import { isZero, minus, nearest, total } from '../../../server/analytics/exact.ts'
import type { Explanation } from '../../../server/explanations/explanation.ts'
import type { MetricRow } from '../../../server/metrics/metric-table.ts'
import { tableSums } from './table-query.ts'

const live = 'found.superseded_by is null'
const counts = `${live} and found.status not in ('draft', 'void')`
// Client by client: the rows of a month then lie together, where a month of all of them is a look at each row.
const ofMonth = (table: string) =>
  `from client_row as client cross join ${table} as found on found.organization_id = client.organization_id
   and found.client_id = client.client_id and found.month = ?`

/** Cents of a month, of each client. */
function byClient(database: Database, what: string, table: string, condition: string, month: string) {
  const found = database
    .prepare(
      `select client.name as name, ${what} as cents ${ofMonth(table)} where client.superseded_by is null and ${condition} group by client.client_id`,
    )
    .all(monthOfIso(month)) as { name: string; cents: number }[]
  return new Map(found.map(({ name, cents }) => [name, cents]))
}
const revenueOf = (database: Database, month: string) => byClient(database, 'sum(net)', 'invoice_row', counts, month)
const labourOf = (database: Database, month: string) =>
  byClient(database, 'sum(hours * cost_rate) / 100.0', 'time_log_row', live, month)

const before = (month: string): string => new Date(Date.parse(`${month}-01`) - 86_400_000).toISOString().slice(0, 7)
const sum = (values: Iterable<number>): number => [...values].reduce((all, value) => all + value, 0)
const cents = (amount: number): number => Math.round(amount * 100)
const unequal = (what: string, found: unknown, expected: unknown): string[] =>
  found === expected ? [] : [`${what}: ${found} instead of ${expected}`]

/** What the rows in force add up to, in hundredths of hours and in cents. */
export function storedSums(database: Database): { readonly hours: unknown; readonly revenue: unknown } {
  const one = (query: string) => database.prepare(query).pluck().get()
  return {
    hours: one(`select sum(hours) from time_log_row as found where ${live}`),
    revenue: one(`select sum(net) from invoice_row as found where ${counts}`),
  }
}

/** What of the table of all clients and months is not what the rows add up to. */
export function tableProblems(stored: ReturnType<typeof storedSums>, rows: Parameters<typeof tableSums>[0]): string[] {
  const { hours, revenue } = tableSums(rows)
  return [...unequal('hours', hours, stored.hours), ...unequal('revenue', revenue, stored.revenue)]
}

/** What of a page of clients in a month is not what their rows add up to. */
export function pageProblems(database: Database, month: string, rows: readonly MetricRow[]): string[] {
  const [revenue, labour] = [revenueOf(database, month), labourOf(database, month)]
  return [
    ...unequal('rows', rows.length, Math.min(50, Math.max(revenue.size, labour.size))),
    ...rows.flatMap(({ dimensions, values }) => {
      const name = dimensions[0]?.label ?? ''
      const shown = (key: string) => cents(values.find(each => each.metric.key === key)?.value ?? 0)
      return [
        ...unequal(`revenue of ${name} in ${month}`, shown('revenue'), revenue.get(name) ?? 0),
        ...unequal(`labour cost of ${name} in ${month}`, shown('labour_cost'), labour.get(name) ?? 0),
      ]
    }),
  ]
}

/** What of an explanation does not add up; of revenue, also what is not what the rows add up to. */
export function explanationProblems(database: Database, month: string, explanation: Explanation): string[] {
  const { metric, value, baseline, difference, residual, drivers } = explanation
  const parts = total(drivers.map(({ contribution }) => contribution))
  return [
    ...unequal('residual', nearest(residual), 0),
    ...unequal('drivers less difference', isZero(minus(parts, minus(value, baseline))), true),
    ...unequal('difference', isZero(minus(difference, minus(value, baseline))), true),
    ...(metric.key === 'revenue'
      ? [
          ...unequal('revenue', cents(nearest(value)), sum(revenueOf(database, month).values())),
          ...unequal('revenue before', cents(nearest(baseline)), sum(revenueOf(database, before(month)).values())),
        ]
      : []),
  ]
}
