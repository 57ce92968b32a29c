import { rmSync } from 'node:fs'
import { runMeasured } from '../run-measured.ts'
import type { World } from '../world.ts'
import { countedMedian, type MetricSums, type Repeats } from './metric-sums.ts'

const query = `with recursive months(month) as (
  select '2024-01-01' union all select date(month, '+1 month') from months where month < '2025-12-01'
), facts as (
  select client, substr(date, 1, 7) as month, sum(subtotal) as revenue, 0 as labour, 0 as license, 0 as hours
  from invoices where status not in ('draft', 'void') group by 1, 2
  union all
  select client, substr(date, 1, 7), 0, sum(hours * cost_rate), 0, sum(hours) from time_logs group by 1, 2
  union all
  select client, substr(month, 1, 7), 0, 0, sum(seats_purchased * cost_per_seat), 0
  from licenses join months on substr(month, 1, 7) between substr(start_date, 1, 7) and substr(end_date, 1, 7)
  group by 1, 2
), cells as (
  select client, month, sum(revenue) as revenue, sum(labour) as labour, sum(license) as license, sum(hours) as hours
  from facts group by client, month
)
select count(*), round(sum(revenue) * 100), round(sum(labour) * 100), round(sum(license) * 100), round(sum(hours) * 100)
from cells;`

/** Plain SQL over text columns with the usual indexes, in the sqlite3 shell, timed by the shell itself. */
export async function sqliteMetrics(world: World, database: string, repeats: Repeats) {
  await runMeasured('sqlite3', [database], loading(world))
  const timed = `.timer on\n${query}\n`.repeat(repeats.warming + repeats.counted)
  const run = await runMeasured('sqlite3', [database], timed)
  const seconds = [...run.output.matchAll(/Run Time: real ([\d.]+)/g)].map(match => Number(match[1]))
  const [rows = 0, revenue = 0, labourCost = 0, licenseCost = 0, hours = 0] = (run.output.split('\n')[0] ?? '')
    .split('|')
    .map(Number)
  rmSync(database)
  const sums: MetricSums = { rows, revenue, labourCost, licenseCost, hours }
  return { seconds: countedMedian(seconds, repeats), sums, peakBytes: run.peakBytes }
}

/** Columns are text and numbers as the files have them; one index on client and date for each table. */
const loading = (world: World): string => `.mode csv
create table time_logs (client text, staff_name text, date text, hours real, rate real, cost_rate real, billable text, work_type text, external_id text);
create table invoices (client text, invoice_number text, date text, due_date text, status text, subtotal real, tax_amount real, total_amount real, service_line text, lines_json text);
create table licenses (client text, product text, vendor text, seats_purchased real, seats_assigned real, seats_used real, seats_billed real, cost_per_seat real, billing_period text, start_date text, end_date text, external_id text);
${(['time_logs', 'invoices', 'licenses'] as const).map(name => `.import --skip 1 ${world.files[name].path} ${name}`).join('\n')}
create index time_logs_by_client on time_logs (client, date);
create index invoices_by_client on invoices (client, date);
create index licenses_by_client on licenses (client, start_date);
`
