import { expect, test } from 'vitest'
import { openDatabase } from '../../server/db/database.ts'
import { type MetricQueryInput, metricQuery } from '../../server/metrics/metric-query.ts'
import { readMetricTable } from '../../server/metrics/read-metric-table.ts'
import { smallMsp } from './small-msp.ts'

const NOW = Date.UTC(2026, 3, 10, 12)
const metrics = ['revenue', 'overdue', 'labour_cost', 'billable_value', 'license_cost', 'gross_profit', 'hours']

const questions: readonly MetricQueryInput[] = [
  { metrics: metrics.slice(0, 6), groupBy: ['CLIENT', 'MONTH'] },
  { metrics: ['revenue', 'hours'], groupBy: ['INDUSTRY'], compareTo: 'BUDGET', period: { named: '2026-Q1' } },
  { metrics: ['hours', 'available_hours', 'labour_cost'], groupBy: ['STAFF', 'MONTH'] },
  { metrics: ['revenue'], groupBy: ['SERVICE_LINE', 'CLIENT'] },
  { metrics: ['hours', 'revenue'], groupBy: ['CLIENT'], period: { between: { from: '2026-01-11', to: '2026-03-15' } } },
]

test('after each upload and revert the answers are those of a server that has just begun', async () => {
  await using msp = await smallMsp()
  const compare = async (what: string) => {
    const begun = await openDatabase(msp.database.location, { readers: true, scope: () => msp.organizationId })
    try {
      for (const question of questions) {
        const query = metricQuery.parse(question)
        const answer = async (em: typeof begun.em) => {
          const { durationMs: _, ...table } = await readMetricTable(em, msp.owner, query, { now: NOW })
          return JSON.parse(JSON.stringify({ ...table, rows: table.rows, flatRows: [...table.flatRows] }))
        }
        const kept = await answer(msp.database.orm.em.fork())
        expect(kept, `${what}: ${JSON.stringify(question)}`).toEqual(await answer(begun.em.fork()))
      }
    } finally {
      await begun.close(true)
    }
  }
  const by = { organizationId: msp.organizationId, userId: msp.userId, role: null }
  let reverts = 0
  const revert = async ({ uid }: { readonly uid: string }) => {
    const undone = await msp.imports.revert({ uid: `undo ${++reverts}`, by, snapshot: uid, reason: 'a test' })
    expect(undone.type).toBe('Snapshot')
  }
  await compare('at first')
  const logs = await msp.accept(
    'time_logs',
    'client,staff_name,date,hours,rate,cost_rate\nAcme,Maya,2026-01-13,3,,\nCedar,Iris,2025-12-30,8,150,70\n',
  )
  await compare('time logs of an earlier month and a new person')
  await msp.accept('clients', 'name,external_id,industry\nAcme,C1,Retail\nDelta,C4,Law\n')
  await msp.accept(
    'invoices',
    'client,invoice_number,date,status,subtotal,service_line\nDelta,I9,2025-11-02,paid,50,New\n',
  )
  await compare('clients and invoices, before anybody asked')
  await msp.accept('staff', 'name,email,capacity,cost rate,billing rate,team\nMaya,maya@msp.example,30,55,160,Field\n')
  await compare('other rates')
  const licenses = await msp.accept(
    'licenses',
    'client,product,seats_purchased,cost_per_seat,start_date\nCedar,Office,3,20,2025-10-01\n',
  )
  await revert(logs)
  await compare('licenses and a revert of time logs')
  await revert(licenses)
  await msp.accept('fx_rates', 'date,from,to,rate\n2026-01-01,EUR,USD,1.5\n')
  await msp.accept('budgets', 'month,measure,amount,client\n2026-01,revenue,950,Acme\n')
  await compare('rates and budgets')
  await msp.accept('invoices', 'client,invoice_number,date,currency,status,subtotal\nAcme,I1,2026-01-10,USD,paid,1\n')
  await msp.accept('time_logs', 'client,staff_name,date,hours\nAcme,Ken,2026-03-12,9\n')
  await compare('a correction and a log')
})
