import { expect, test } from 'vitest'
import { openDatabase } from '../../server/db/database.ts'
import { type MetricQueryInput, metricQuery } from '../../server/metrics/metric-query.ts'
import { readMetricTable } from '../../server/metrics/read-metric-table.ts'
import { testMsp } from '../support/test-msp.ts'

const NOW = Date.UTC(2026, 3, 10, 12)

/** Enough for reads to go to threads of their own, where the database has such. */
function manyLogs(): string {
  const rows = Array.from({ length: 21_000 }, (_, index) => {
    const day = `2026-0${1 + (index % 3)}-${String(1 + (index % 28)).padStart(2, '0')}`
    const rates = index % 11 === 0 ? ',' : index % 13 === 0 ? '150,' : '150,60'
    const kind = ['reactive', 'project', ''][index % 3]
    return `${index % 9 === 0 ? 'Birch' : 'Acme'},Ada ${index % 40},${day},${1 + (index % 5)},${rates},${kind},Project ${index % 17},${index}`
  })
  return ['client,staff_name,date,hours,rate,cost_rate,work_type,project_name,external_id', ...rows].join('\n')
}

test('answers are the same whether threads of their own read for them or not', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\nBirch\n')
  await msp.accept('staff', 'name,cost_rate,billing_rate\nAda 0,40,120\nAda 1,,130\n')
  await msp.accept(
    'invoices',
    'client,invoice_number,date,due_date,status,total_amount\nAcme,1,2026-01-05,2026-02-04,pending,100\nBirch,2,2026-03-05,,paid,70\n',
  )
  await msp.accept('time_logs', manyLogs())
  const threaded = await openDatabase(msp.database.location, { readers: true, scope: () => msp.organizationId })
  try {
    const time = ['hours', 'labour_cost', 'billable_value']
    const questions: MetricQueryInput[] = [
      { metrics: [...time, 'revenue', 'gross_profit'], groupBy: ['CLIENT', 'MONTH'] },
      { metrics: [...time, 'revenue', 'overdue'], groupBy: ['CLIENT', 'WEEK'] },
      { metrics: time, groupBy: ['CLIENT', 'STAFF', 'MONTH'] },
      { metrics: time, groupBy: ['PROJECT', 'WORK_TYPE'], where: { clients: ['Birch'] } },
      { metrics: [...time, 'available_hours'], groupBy: ['STAFF'] },
      { metrics: time, groupBy: ['TEAM', 'WEEK'], period: { between: { from: '2026-01-10', to: '2026-02-03' } } },
    ]
    for (const question of questions) {
      const query = metricQuery.parse(question)
      const answer = async (em: typeof threaded.em) => {
        const { durationMs: _, ...table } = await readMetricTable(em, msp.owner, query, { now: NOW })
        return JSON.parse(JSON.stringify({ ...table, rows: table.rows, flatRows: table.flatRows }))
      }
      expect(await answer(threaded.em.fork())).toEqual(await answer(msp.database.orm.em.fork()))
    }
  } finally {
    await threaded.close(true)
  }
})
