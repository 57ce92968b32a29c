import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { metricCatalog } from '../../server/metrics/metric-catalog.ts'
import type { MetricQueryInput } from '../../server/metrics/metric-query.ts'
import { readMetricValues } from '../../server/metrics/read-metric-values.ts'
import { NOW, type SmallMsp, smallMsp } from './small-msp.ts'

let msp: SmallMsp
beforeAll(async () => {
  msp = await smallMsp()
})
afterAll(async () => {
  await msp[Symbol.asyncDispose]()
})
const em = () => msp.database.orm.em.fork()
const asViewer = (query: MetricQueryInput) => msp.ask(query, 'VIEWER')

const costs = [
  'labour_cost',
  'license_cost',
  'license_waste',
  'billable_value',
  'gross_profit',
  'gross_margin_pct',
  'service_margin_pct',
  'effective_rate_net',
  'contribution_rate',
  'efficiency_ratio',
  'unbilled_amount',
  'unassigned_amount',
  'overbilled_amount',
  'shadow_amount',
  'cost_per_used_seat',
  'spend',
  'spend_trend_pct',
]

test.each(costs)('a Viewer gets the same refusal for %s wherever it stands', async key => {
  const refusal = { code: 'FORBIDDEN', message: `Reading metrics: ${key} needs cost:read, which you do not have` }
  await expect(asViewer({ metrics: [key] })).rejects.toMatchObject(refusal)
  await expect(asViewer({ metrics: ['revenue'], orderBy: [{ metric: key }] })).rejects.toMatchObject(refusal)
  const having = [{ metric: key, op: 'GT', value: 0 }] as const
  await expect(asViewer({ metrics: ['revenue'], having: [...having] })).rejects.toMatchObject(refusal)
  await expect(metricCatalog(em(), msp.as('VIEWER'), [key])).rejects.toMatchObject(refusal)
  const values = await readMetricValues(em(), msp.as('VIEWER'), [{ metric: key, period: 'ALL' }], { now: NOW })
  expect(values).toEqual([{ error: refusal }])
})

test('a Viewer reads revenue, hours, seats and capacity', async () => {
  const metrics = [
    'revenue',
    'hours',
    'seats_used',
    'available_hours',
    'effective_rate_gross',
    'license_utilization_pct',
  ]
  expect((await asViewer({ metrics })).totals.values.map(value => value.value)).toEqual([
    3500,
    21,
    10,
    944,
    3500 / 21,
    500 / 7,
  ])
})

test('the catalogue of a Viewer has no cost, and names none to who mistypes one', async () => {
  const keys = (await metricCatalog(em(), msp.as('VIEWER'))).map(metric => metric.key)
  expect(keys.filter(key => costs.includes(key))).toEqual([])
  expect(keys).toContain('revenue')
  await expect(asViewer({ metrics: ['labour_costs'] })).rejects.toThrow(/^(?!.*labour_cost\b).*$/)
  expect((await metricCatalog(em(), msp.as('ANALYST'))).map(metric => metric.key)).toEqual(
    expect.arrayContaining(costs),
  )
})

test('grouping, filtering and ordering by staff needs staff:read; teams do not', async () => {
  const refusal = { code: 'FORBIDDEN', message: 'Reading metrics: STAFF needs staff:read, which you do not have' }
  await expect(asViewer({ metrics: ['hours'], groupBy: ['STAFF'] })).rejects.toMatchObject(refusal)
  await expect(asViewer({ metrics: ['hours'], where: { staff: ['Maya'] } })).rejects.toMatchObject(refusal)
  await expect(asViewer({ metrics: ['hours'], where: { not: { staff: ['Nobody'] } } })).rejects.toMatchObject(refusal)
  await expect(asViewer({ metrics: ['hours'], orderBy: [{ dimension: 'STAFF' }] })).rejects.toMatchObject(refusal)
  const key = { metric: 'hours', staff: 'Maya', period: 'ALL' }
  expect(await readMetricValues(em(), msp.as('VIEWER'), [key], { now: NOW })).toEqual([{ error: refusal }])
  expect((await asViewer({ metrics: ['hours'], groupBy: ['TEAM'] })).totalCount).toBe(3)
})

test('budgets are for those who see cost', async () => {
  await expect(asViewer({ metrics: ['revenue'], compareTo: 'BUDGET' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('a key without data:read reads nothing', async () => {
  const narrow = { ...msp.owner, scopes: new Set(['keys:manage'] as const) }
  await expect(metricCatalog(em(), narrow)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const values = await readMetricValues(em(), narrow, [{ metric: 'revenue', period: 'ALL' }], { now: NOW })
  expect(values).toMatchObject([{ error: { code: 'FORBIDDEN' } }])
})

test('ids of another organization are like ids that never existed', async () => {
  const [own] = (await msp.ask({ metrics: ['revenue'], groupBy: ['CLIENT'] })).rows[0]!.dimensions
  const foreign = encodeId('Client', msp.organizationId + 1, 1)
  expect(own!.key).toBe(encodeId('Client', msp.organizationId, 1))
  const message = (id: string) => ({
    code: 'UNKNOWN_FILTER_VALUE',
    message: expect.stringContaining(`there is no "${id}"`),
  })
  await expect(msp.ask({ metrics: ['revenue'], where: { clients: [foreign] } })).rejects.toMatchObject(message(foreign))
  const never = encodeId('Client', msp.organizationId, 999)
  await expect(msp.ask({ metrics: ['revenue'], where: { clients: [never] } })).rejects.toMatchObject(message(never))
  const { uid } = (await msp.sql`select uid from snapshot where number = 1`).rows[0]!
  const snapshot = encodeId('Snapshot', msp.organizationId + 1, uid as string)
  await expect(msp.ask({ metrics: ['revenue'], asOf: { snapshot } })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
