import type { SqlEntityManager } from '@mikro-orm/sql'
import { expect, test } from 'vitest'
import type { MetricQueryInput } from '../../../server/metrics/metric-query.ts'
import { readMetricTable } from '../../../server/metrics/read-metric-table.ts'
import { type TestMsp, testMsp } from '../../support/test-msp.ts'

const ASKED_AT = Date.UTC(2026, 3, 10, 12)

const files = {
  clients: 'name\nAcme\nBlue Ridge\nCedar\nDelta\n',
  invoices: `client,invoice_number,date,status,subtotal,total_amount
Acme,I-1,2026-01-15,paid,1000,1000
Blue Ridge,I-2,2026-02-15,paid,500,500
Cedar,I-3,2026-02-20,paid,80,80
Acme,I-4,2026-02-25,paid,2000,2000
Delta,I-5,2026-01-30,paid,40,40
`,
  time_logs: `client,staff_name,date,hours,cost_rate
Acme,Maya,2026-02-03,2,60
Blue Ridge,Maya,2026-02-04,3.5,60
`,
}

async function filledMsp(): Promise<TestMsp> {
  const msp = await testMsp()
  for (const [dataset, text] of Object.entries(files)) await msp.accept(dataset, text)
  return msp
}

const february: MetricQueryInput = {
  metrics: ['revenue', 'labour_cost', 'gross_profit'],
  groupBy: ['CLIENT'],
  period: { named: '2026-02' },
}

/** Everything that is told of the rows. */
async function told(msp: Pick<TestMsp, 'metrics'>, query: MetricQueryInput, now = ASKED_AT): Promise<unknown> {
  const { rows, totals, totalCount } = await msp.metrics(query, now)
  return JSON.parse(JSON.stringify({ rows, totals, totalCount }))
}

/** The same worked out anew: within a transaction nothing is kept. */
const toldAtFirst = (msp: TestMsp, query: MetricQueryInput): Promise<unknown> =>
  msp.database.orm.em.fork().transactional(em => told({ ...msp, metrics: asked(em, msp) }, query))

const asked =
  (em: SqlEntityManager, { owner }: TestMsp): TestMsp['metrics'] =>
  (query, now = ASKED_AT) =>
    readMetricTable(em, owner, query, { now })

const questions: Readonly<Record<string, MetricQueryInput>> = {
  'the same again': february,
  'another page': { ...february, first: 1, offset: 1 },
  'another order': { ...february, orderBy: [{ metric: 'revenue', direction: 'DESC' }] },
  'the last clients first': { ...february, orderBy: [{ dimension: 'CLIENT', direction: 'DESC' }], first: 2 },
  'as many as made something': { ...february, having: [{ metric: 'revenue', op: 'GT', value: 100 }] },
  'other metrics of the same months': { ...february, metrics: ['revenue'] },
  'another month': { ...february, period: { named: '2026-01' } },
  'several months': { ...february, groupBy: ['CLIENT', 'MONTH'], period: { named: '2026-Q1' } },
  'some clients': { ...february, where: { clients: ['Acme'] } },
  'all together': { ...february, groupBy: [] },
  'compared with the month before, which has other clients': { ...february, compareTo: 'PREVIOUS_PERIOD' },
  'compared with the portfolio': { ...february, compareTo: 'PORTFOLIO' },
}

test('what was asked before changes no answer, in whichever order', async () => {
  await using msp = await filledMsp()
  // Three times: what is kept of estimates is kept from the second answer on.
  const entries = Object.entries(questions)
  const order = [...entries, ...entries.toReversed(), ...entries]
  const expected = new Map<string, unknown>()
  for (const [name, query] of Object.entries(questions)) expected.set(name, await toldAtFirst(msp, query))
  for (const [name, query] of order) expect(await told(msp, query), name).toEqual(expected.get(name))
})

test('an upload and another day are seen at once', async () => {
  await using msp = await filledMsp()
  const before = await told(msp, february)
  const more = 'client,invoice_number,date,status,subtotal,total_amount\nCedar,I-9,2026-02-27,paid,7,7\n'
  await msp.accept('invoices', more)
  const cedar = async () =>
    (await msp.metrics(february)).rows.find(({ dimensions }) => dimensions[0]?.label === 'Cedar')!.values[0]!
  expect(await cedar()).toMatchObject({ value: 87, rowCount: 2 })
  expect(await told(msp, february)).not.toEqual(before)

  const inFebruary = Date.UTC(2026, 1, 10)
  expect(await told(msp, february, inFebruary)).not.toEqual(await told(msp, february))
  expect((await msp.metrics(february, inFebruary)).rows[0]!.values[0]!.partial).toBe(true)
})
