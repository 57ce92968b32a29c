import { type Member, type Role, scopesOfRole } from '../../server/access/policy.ts'
import type { MetricQueryInput } from '../../server/metrics/metric-query.ts'
import type { MetricTable } from '../../server/metrics/metric-table.ts'
import { readMetricTable } from '../../server/metrics/read-metric-table.ts'
import { type TestMsp, testMsp } from '../support/test-msp.ts'

/** Three clients in the first quarter of 2026, every dataset, all of it small enough to reckon by hand. */
const files = {
  clients: `name,external_id,industry
Acme,C1,Health
Blue Ridge,C2,Law
Cedar,C3,`,
  staff: `name,email,capacity,cost rate,billing rate,team
Maya,maya@msp.example,40,50,150,Desk
Ken,ken@msp.example,20,,100,Field`,
  fx_rates: `date,from,to,rate
2026-01-01,EUR,USD,1.25`,
  invoices: `client,invoice_number,date,due_date,currency,status,subtotal,tax_amount,service_line
Acme,I1,2026-01-10,2026-02-10,USD,paid,1000,100,Managed
Acme,I2,2026-02-10,2026-03-10,USD,pending,1200,120,Managed
Acme,I3,2026-03-10,2026-04-10,USD,pending,900,90,Projects
Acme,I4,2026-03-20,2026-04-20,USD,credit,100,10,Managed
Blue Ridge,I5,2026-01-15,2026-02-15,EUR,overdue,400,0,
Blue Ridge,I6,2026-03-15,2026-04-15,GBP,pending,300,0,
Blue Ridge,I7,2026-02-15,2026-03-15,USD,draft,5000,0,
Cedar,I8,2026-03-05,2026-03-25,USD,void,700,0,`,
  time_logs: `client,staff_name,staff_email,date,hours,rate,cost_rate,billable,work_type,project_name
Acme,Maya,maya@msp.example,2026-01-12,4,,,yes,reactive,
Acme,Maya,,2026-02-12,6,200,60,yes,project,Move
Acme,Ken,ken@msp.example,2026-03-12,2,,,no,reactive,
Blue Ridge,Ken,,2026-01-20,5,120,,yes,proactive,
Blue Ridge,Zoe,,2026-03-20,3,,,yes,reactive,
,Maya,,2026-03-02,1,,,no,internal,`,
  licenses: `client,product,vendor,seats_purchased,seats_assigned,seats_used,seats_billed,cost_per_seat,total_cost,billing_period,start_date,end_date
Acme,Office,Microsoft,10,9,6,8,20,,annual,2026-01-01,2026-12-31
Acme,Backup,Datto,5,,,5,,600,annual,2026-02-01,
Blue Ridge,Office,Microsoft,4,4,4,4,20,,annual,2026-01-01,`,
  budgets: `month,measure,amount,client
2026-01,revenue,2000,
2026-01,revenue,900,Acme
2026-02,revenue,1100,Acme
2026-02,hours,10,Acme`,
}

export type DatasetName = keyof typeof files

/** Noon of 2026-04-10. */
export const NOW = Date.UTC(2026, 3, 10, 12)

export interface SmallMsp extends TestMsp {
  readonly as: (role: Role) => Member
  readonly ask: (query: MetricQueryInput, role?: Role) => Promise<MetricTable>
}

export async function smallMsp(only: readonly DatasetName[] = Object.keys(files) as DatasetName[]): Promise<SmallMsp> {
  const msp = await testMsp()
  for (const dataset of only) {
    const snapshot = await msp.accept(dataset, files[dataset])
    if (snapshot.rejectedCount > 0) throw new Error(`${dataset}: ${JSON.stringify(await msp.issues(snapshot))}`)
  }
  const as = (role: Role): Member => ({ ...msp.owner, role, scopes: new Set(scopesOfRole[role]) })
  return {
    ...msp,
    as,
    ask: (query, role = 'OWNER') => readMetricTable(msp.database.orm.em.fork(), as(role), query, { now: NOW }),
  }
}

/** Rows as lines: labels and exact values. */
export const lines = (table: MetricTable): string[] =>
  table.rows.map(row =>
    [...row.dimensions.map(dimension => dimension.label), ...row.values.map(value => value.exact ?? 'null')].join(' '),
  )

export const totals = (table: MetricTable): (string | null)[] => table.totals.values.map(value => value.exact)
