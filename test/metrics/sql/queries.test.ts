import type { CompiledQuery } from 'kysely'
import { expect, test } from 'vitest'
import type { Dialect } from '../../../server/db/dialect.ts'
import { everything, type RowFilter } from '../../../server/metrics/filters/row-filter.ts'
import { spanOfMonths } from '../../../server/metrics/periods/day-span.ts'
import type { FactRequest } from '../../../server/metrics/sql/fact-request.ts'
import * as invoices from '../../../server/metrics/sql/invoice-queries.ts'
import * as lists from '../../../server/metrics/sql/list-queries.ts'
import * as months from '../../../server/metrics/sql/month-change-queries.ts'
import * as times from '../../../server/metrics/sql/time-queries.ts'
import { compiler } from './compiled.ts'

const dialects: readonly Dialect[] = ['sqlite', 'postgresql']

const request = (dialect: Dialect, given: Partial<FactRequest> = {}): FactRequest => ({
  tenant: { organizationId: 7, asOf: null },
  span: spanOfMonths(24300, 24311),
  time: 'month',
  keys: ['client_id'],
  filter: everything,
  context: { dialect, personsOf: staff => [...staff].map(Number) },
  ...given,
})

/** Placeholders of both dialects as "?". */
const text = (query: CompiledQuery) => query.sql.replace(/\$\d+/g, '?')
const both = (query: (dialect: Dialect) => CompiledQuery) => {
  const [sqlite, postgresql] = dialects.map(query)
  return { sqlite: text(sqlite!), postgresql: text(postgresql!), parameters: sqlite!.parameters }
}

test('what uploads changed in the months of clients comes from the rollups, in the order of their keys', () => {
  const tenant = { organizationId: 7, asOf: 3 }
  const { sqlite, postgresql, parameters } = both(dialect => months.invoiceChangeQuery(compiler(dialect), tenant))
  expect(sqlite).toBe(
    'select client_id, month, service_line_id, snapshot, rows, net, tax, rows - tax_rows as tax_unknown, billed, paid, overdue from invoice_month where organization_id = ? and snapshot <= ? order by client_id, month, service_line_id, snapshot',
  )
  expect(postgresql).toBe(sqlite)
  expect(parameters).toEqual([7, 3])
  expect(months.timeChangeQuery(compiler('sqlite'), tenant).sql).toBe(
    'select client_id, month, snapshot, rows, hours, billable_hours, cost, value from time_month where organization_id = ? and snapshot <= ? order by client_id, month, snapshot',
  )
})

test('days, service lines and what was known then come from the rows', () => {
  const { sqlite, postgresql, parameters } = both(dialect =>
    invoices.invoiceRowQuery(
      compiler(dialect),
      request(dialect, {
        tenant: { organizationId: 7, asOf: 3 },
        span: { from: 20000, to: 20010 },
        time: 'day',
        keys: ['service_line_id'],
      }),
      20010,
    ),
  )
  expect(sqlite).toBe(
    `select coalesce(service_line_id, 0) as service_line_id, "month", "day", count(*) as rows, cast(sum(net) as bigint) as net, cast(sum(coalesce(tax, 0)) as bigint) as tax, count(tax) as tax_rows, cast(sum(total) as bigint) as billed, cast(sum(case when status = 'paid' then total else 0 end) as bigint) as paid, cast(sum(case when status = 'overdue' or (status = 'pending' and due_day < ?) then total else 0 end) as bigint) as overdue from invoice_row where organization_id = ? and snapshot <= ? and (superseded_by is null or superseded_by > ?) and month between ? and ? and day between ? and ? and is_foreign = 0 and status in ('pending', 'paid', 'overdue', 'credit') group by coalesce(service_line_id, 0), "month", "day"`,
  )
  expect(postgresql).toBe(sqlite)
  expect(parameters).toEqual([20010, 7, 3, 3, 24297, 24297, 20000, 20010])
})

test('lists of a filter travel as one parameter; that is all the dialects differ in', () => {
  const filter: RowFilter = {
    all: [{ column: 'client_id', values: new Set([3, 5]) }],
    not: [{ all: [{ column: 'work_type', values: new Set(['internal']) }], not: [] }],
  }
  const { sqlite, postgresql, parameters } = both(dialect =>
    times.timeRowQuery(compiler(dialect), request(dialect, { filter, keys: ['person_id'] }), false),
  )
  const rest =
    'select person_id, month, count(*) as rows, cast(sum(hours) as bigint) as hours, cast(sum(hours * billable) as bigint) as billable_hours, cast(sum(hours * coalesce(cost_rate, 0)) as bigint) as cost, cast(sum(hours * billable * coalesce(rate, 0)) as bigint) as value from time_log_row where organization_id = ? and superseded_by is null and month between ? and ? and'
  expect(sqlite).toBe(
    `${rest} client_id in (select value from json_each(?)) and not (coalesce(work_type, '') in (select value from json_each(?))) group by person_id, month`,
  )
  expect(postgresql).toBe(
    `${rest} client_id = any(?::bigint[]) and not (coalesce(work_type, '') in (select jsonb_array_elements_text(?::jsonb))) group by person_id, month`,
  )
  expect(parameters).toEqual([7, 24300, 24311, '[3,5]', '["internal"]'])
})

test('rates of the staff list are joined to what needs one', () => {
  const rates = [{ person: 1, cost: 5000, billing: null, ambiguous: false }]
  const { sqlite, postgresql, parameters } = both(dialect =>
    months.ratedMonthQuery(compiler(dialect), { organizationId: 7, asOf: null }, dialect, rates),
  )
  expect(sqlite).toContain('from json_each(?)) select client_id, month,')
  expect(postgresql).toContain('from jsonb_array_elements(?::jsonb)) select client_id, month,')
  expect(sqlite).toContain(
    'from time_open_month left join rated on rated.person = time_open_month.person_id where organization_id = ? group by client_id, month having sum(cost_rows) <> 0 or sum(value_rows) <> 0 order by client_id, month',
  )
  expect(parameters).toEqual(['[[1,5000,null,0]]', 7])
})

test('what only people, types of work and months tell apart comes from their rollup', () => {
  const { sqlite, parameters } = both(dialect =>
    times.timePersonMonthQuery(compiler(dialect), request(dialect, { keys: ['person_id', 'work_type'] }), false),
  )
  expect(sqlite).toBe(
    'select person_id, work_type, month, cast(sum(rows) as bigint) as rows, cast(sum(hours) as bigint) as hours, cast(sum(billable_hours) as bigint) as billable_hours, cast(sum(cost) as bigint) as cost, cast(sum(value) as bigint) as value from time_person_month where organization_id = ? and month between ? and ? group by person_id, work_type, month',
  )
  expect(parameters).toEqual([7, 24300, 24311])
})

const asOf = [null, 3]
const everyQuery = dialects.flatMap(dialect =>
  asOf.flatMap(snapshot => {
    const tenant = { organizationId: 7, asOf: snapshot }
    const db = compiler(dialect)
    const fact = request(dialect, { tenant })
    const facts: Record<string, CompiledQuery> = {
      invoiceMonth: months.invoiceChangeQuery(db, tenant),
      invoiceRow: invoices.invoiceRowQuery(db, fact, 20000),
      foreign: invoices.foreignInvoiceQuery(db, fact, 20000),
      pending: invoices.pendingOverdueQuery(db, fact, 20000),
      timeMonth: months.timeChangeQuery(db, tenant),
      timeOpen: months.ratedMonthQuery(db, tenant, dialect, []),
      timePersonMonth: times.timePersonMonthQuery(db, fact, true),
      timeRow: times.timeRowQuery(db, fact, true),
    }
    const short = Object.entries(lists).map(
      ([name, query]) => [name, query(db, tenant).compile()] as [string, CompiledQuery],
    )
    return [...Object.entries(facts), ...short].map(([name, query]) => ({ name, dialect, snapshot, query }))
  }),
)

test.each(everyQuery)('$name on $dialect (as of $snapshot) reads one organization only', ({ query }) => {
  const tables = query.sql.match(/\bfrom "?[a-z]+(_[a-z]+)*"? ?/g) ?? []
  const own = query.sql.match(/"?organization_id"? = (\?|\$\d+)/g) ?? []
  const stored = tables.filter(table => !/json|rated|\(/.test(table))
  expect(own).toHaveLength(stored.length)
  expect(query.parameters).toContain(7)
})

test('as of a snapshot, every list of versions is asked for the versions of then', () => {
  for (const { name, snapshot, query } of everyQuery) {
    if (snapshot === null || ['personQuery', 'termQuery', 'anyForeignInvoiceQuery'].includes(name)) continue
    expect([name, query.parameters.includes(3)]).toEqual([name, true])
  }
})
