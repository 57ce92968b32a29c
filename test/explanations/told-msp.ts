import { type Member, type Role, scopesOfRole } from '../../server/access/policy.ts'
import { explain } from '../../server/explanations/explain.ts'
import type { ExplainInput } from '../../server/explanations/explain-input.ts'
import type { Explanation } from '../../server/explanations/explanation.ts'
import { type TestMsp, testMsp } from '../support/test-msp.ts'

/** Noon of 2026-08-10. */
export const NOW = Date.UTC(2026, 7, 10, 12)

const lines = (quantity: number, price: number, more: readonly (readonly [string, number, number])[] = []) =>
  JSON.stringify(
    [['Managed workstation', quantity, price] as const, ...more].map(([description, count, unit]) => ({
      description,
      quantity: count,
      unit_price: unit,
    })),
  ).replaceAll('"', '""')

/** So many hours of somebody for a client in a month, in rows of at most 8, two a day. */
function work(client: string, name: string, month: string, hours: number, rate: number, type = 'reactive'): string[] {
  const rows: string[] = []
  for (let left = hours, index = 0; left > 0; left -= 8, index++) {
    const day = String((Math.floor(index / 2) % 28) + 1).padStart(2, '0')
    rows.push(
      `${client},${name},${month}-${day},${Math.min(8, left)},150,${rate},yes,${type},${client}-${month}-${name}-${index}`,
    )
  }
  return rows
}

/**
 * Harbor Dental: the same invoices, more hours. Cedar Clinic: a lower price, idle seats. Old Mill: only in June, at a
 * loss, unpaid. Bright Law: from July. Delta Systems: forgotten in July. And some internal time.
 */
const files = {
  clients: `name,external_id,industry
Harbor Dental,H,Health
Cedar Clinic,C,Health
Old Mill,O,Food
Bright Law,B,Law
Delta Systems,D,Law`,
  staff: `name,email,capacity,cost rate,billing rate,team
Maya,maya@msp.example,40,80,150,Desk
Ken,ken@msp.example,40,80,150,Field
Zoe,zoe@msp.example,10,80,150,Field`,
  invoices: [
    'client,invoice_number,date,due_date,status,subtotal,tax_amount,service_line,lines_json',
    `Harbor Dental,H-0725,2025-07-01,2025-08-01,paid,18000,0,Managed,"${lines(180, 100)}"`,
    `Harbor Dental,H-06,2026-06-01,2026-07-01,paid,20000,0,Managed,"${lines(200, 100)}"`,
    `Harbor Dental,H-07,2026-07-01,2026-08-01,paid,20000,0,Managed,"${lines(200, 100)}"`,
    `Cedar Clinic,C-06,2026-06-01,2026-07-01,paid,8000,0,Managed,"${lines(80, 100)}"`,
    `Cedar Clinic,C-07,2026-07-01,2026-09-01,pending,7200,0,Managed,"${lines(80, 90)}"`,
    'Old Mill,O-06,2026-06-05,2026-07-05,overdue,3000,300,Projects,',
    `Bright Law,B-07,2026-07-10,2026-09-10,pending,6500,0,Managed,"${lines(50, 100, [['Onboarding', 1, 1500]])}"`,
    ...['04', '05', '06'].map(month => `Delta Systems,D-${month},2026-${month}-02,2026-12-01,paid,1000,0,Managed,`),
  ].join('\n'),
  time_logs: [
    'client,staff_name,date,hours,rate,cost_rate,billable,work_type,external_id',
    ...work('Harbor Dental', 'Maya', '2025-07', 100, 80),
    ...work('Harbor Dental', 'Maya', '2026-06', 120, 80),
    ...work('Harbor Dental', 'Maya', '2026-07', 135.5, 80),
    ...work('Harbor Dental', 'Maya', '2026-07', 0, 80, 'project'),
    ...work('Cedar Clinic', 'Maya', '2026-06', 30, 80),
    ...work('Cedar Clinic', 'Maya', '2026-07', 80, 80, 'project'),
    ...work('Old Mill', 'Ken', '2026-06', 40, 80),
    ...work('Bright Law', 'Ken', '2026-07', 20, 85),
    ...work('Delta Systems', 'Ken', '2026-04', 4, 80),
    ...work('Delta Systems', 'Ken', '2026-05', 4, 80),
    ...work('Delta Systems', 'Ken', '2026-06', 4, 80),
    ...work('', 'Zoe', '2026-07', 5, 80, 'internal'),
  ].join('\n'),
  licenses: `client,product,vendor,seats_purchased,seats_assigned,seats_used,seats_billed,cost_per_seat,total_cost,billing_period,start_date,end_date
Harbor Dental,Office,Microsoft,108,108,108,100,20,,monthly,2025-01-01,
Cedar Clinic,Office,Microsoft,50,40,30,50,20,,monthly,2026-01-01,2026-06-30
Cedar Clinic,Office,Microsoft,52,40,30,52,21,,monthly,2026-07-01,
Old Mill,Backup,Datto,5,5,5,5,10,,monthly,2026-01-01,2026-06-30`,
  budgets: `month,measure,amount,client
2026-07,revenue,34000,
2026-07,labour_cost,15000,
2026-07,license_cost,3000,
2026-07,revenue,21000,Harbor Dental`,
}

export interface ToldMsp extends TestMsp {
  readonly as: (role: Role) => Member
  readonly explain: (input: ExplainInput, role?: Role) => Promise<Explanation>
  /** The id of a client by its name. */
  readonly clientId: (name: string) => Promise<string>
}

export async function toldMsp(): Promise<ToldMsp> {
  const msp = await testMsp()
  for (const [dataset, text] of Object.entries(files)) {
    const snapshot = await msp.accept(dataset, text)
    if (snapshot.rejectedCount > 0) throw new Error(`${dataset}: ${JSON.stringify(await msp.issues(snapshot))}`)
  }
  const as = (role: Role): Member => ({ ...msp.owner, role, scopes: new Set(scopesOfRole[role]) })
  return {
    ...msp,
    as,
    explain: (input, role = 'OWNER') => explain(msp.database.orm.em.fork(), as(role), input, { now: NOW }),
    clientId: async name => {
      const table = await msp.metrics({ metrics: ['hours'], groupBy: ['CLIENT'], where: { clients: [name] } })
      return table.rows[0]!.dimensions[0]!.key!
    },
  }
}
