import { performance } from 'node:perf_hooks'
import { openDuckDb, sqlText, timeLogColumns } from './duckdb.ts'

/**
 * Arguments: the folder of the CSV files, the database file, how often to repeat. Loads the files into tables of their
 * own, typed, then prints the seconds of each run, what its cells add up to, and the most memory, as JSON. Counted is
 * the query up to having all its cells in this process; making objects of them is not.
 */
const query = `with months as (
  select unnest(generate_series(date '2024-01-01', date '2025-12-01', interval 1 month))::date as month
), facts as (
  select client, date_trunc('month', date) as month, sum(subtotal) as revenue, 0::decimal(18, 4) as labour,
    0::decimal(18, 2) as license, 0::decimal(18, 2) as hours
  from invoices where status not in ('draft', 'void') group by all
  union all
  select client, date_trunc('month', date), 0, sum(hours * cost_rate), 0, sum(hours) from time_logs group by all
  union all
  select client, month, 0, 0, sum(seats_purchased * cost_per_seat), 0
  from licenses join months on month between date_trunc('month', start_date) and date_trunc('month', end_date)
  group by all
)
select client, month, sum(revenue) as revenue, sum(labour) as labour, sum(license) as license, sum(hours) as hours
from facts group by client, month order by client, month`

const [folder = '', database = '', repeats = '1'] = process.argv.slice(2)
const connection = await openDuckDb(database)
const file = (name: string) => sqlText(`${folder}/${name}.csv`)
await connection.run(
  `create table time_logs as select * from read_csv(${file('time_logs')}, header = true, columns = ${timeLogColumns});
  create table invoices as select client, date, status, subtotal::decimal(12, 2) as subtotal
    from read_csv(${file('invoices')}, header = true);
  create table licenses as select client, start_date, end_date, seats_purchased::bigint as seats_purchased,
    cost_per_seat::decimal(12, 2) as cost_per_seat from read_csv(${file('licenses')}, header = true);
  checkpoint`,
)
const seconds: number[] = []
let cells: readonly (readonly unknown[])[] = []
for (let run = 0; run < Number(repeats); run++) {
  const started = performance.now()
  const answer = await connection.runAndReadAll(query)
  seconds.push((performance.now() - started) / 1000)
  cells = answer.getRowsJson()
}
const total = (column: number) => Math.round(cells.reduce((sum, row) => sum + Number(row[column]) * 100, 0))
const sums = { rows: cells.length, revenue: total(2), labourCost: total(3), licenseCost: total(4), hours: total(5) }
console.log(JSON.stringify({ seconds, sums, peakBytes: process.resourceUsage().maxRSS * 1024 }))
process.exit(0)
