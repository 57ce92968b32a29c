import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { type MetricValueKey, readMetricValues } from '../../server/metrics/read-metric-values.ts'
import { NOW, type SmallMsp, smallMsp } from './small-msp.ts'

let msp: SmallMsp
beforeAll(async () => {
  msp = await smallMsp()
})
afterAll(async () => {
  await msp[Symbol.asyncDispose]()
})
const values = (keys: readonly MetricValueKey[]) =>
  readMetricValues(msp.database.orm.em.fork(), msp.owner, keys, { now: NOW })
/** Exact values and codes of errors, in order. */
const found = async (keys: readonly MetricValueKey[]) =>
  (await values(keys)).map(result => ('value' in result ? result.value.exact : result.error.code))

test('answers come in the order of the keys, a bad key spoils no other', async () => {
  expect(
    await found([
      { metric: 'revenue', client: 'Acme', period: '2026-02' },
      { metric: 'nonsense', period: '2026-02' },
      { metric: 'revenue', client: 'Nobody', period: '2026-02' },
      { metric: 'hours', client: 'C2', period: '2026-Q1' },
      { metric: 'hours', staff: 'maya', period: '2026-Q1' },
      { metric: 'revenue', staff: 'Maya', period: '2026-Q1' },
      { metric: 'license_cost', client: 'Acme', product: 'office', period: '2026' },
      { metric: 'revenue', period: 'sometime' },
      { metric: 'gross_profit', period: 'ALL' },
      { metric: 'revenue', client: encodeId('Client', msp.organizationId, 1), period: '2026-01' },
      { metric: 'revenue', period: '2026-01', asOf: 'never' },
    ]),
  ).toEqual([
    '1200',
    'UNKNOWN_METRIC',
    'UNKNOWN_FILTER_VALUE',
    '8',
    '11',
    'IMPOSSIBLE_GROUPING',
    '2400',
    'INVALID_PERIOD',
    '1350',
    '1000',
    'INVALID_AS_OF',
  ])
})

test('a metric is found by its name too, in any case; a name that is none is said as it was written', async () => {
  expect(
    await found([
      { metric: 'Gross profit', period: 'ALL' },
      { metric: ' GROSS_PROFIT', period: 'ALL' },
      { metric: 'hours', period: '2026-Q1' },
      { metric: 'Hours', period: '2026-Q1' },
    ]),
  ).toEqual(['1350', '1350', '21', '21'])
  const [none] = await values([{ metric: 'Gros Profits', period: 'ALL' }])
  expect(none).toMatchObject({ error: { code: 'UNKNOWN_METRIC', message: expect.stringContaining('"Gros Profits"') } })
})

test('a client without any fact has a value: 0 where the dataset covers, null before', async () => {
  expect(
    await found([
      { metric: 'revenue', client: 'Cedar', period: '2026-01' },
      { metric: 'gross_margin_pct', client: 'Cedar', period: '2026-01' },
      { metric: 'revenue', client: 'Cedar', period: '2025-01' },
    ]),
  ).toEqual(['0', null, null])
})

test('a value says its period', async () => {
  const [result] = await values([{ metric: 'revenue', period: '2026-Q1' }])
  expect(result).toMatchObject({
    value: { value: 3500, period: { from: '2026-01-01', to: '2026-03-31', label: '2026-Q1' } },
  })
})

test('a cell is what a table with that filter says', async () => {
  const clients = ['Acme', 'Blue Ridge', 'Cedar']
  const metrics = ['revenue', 'overdue', 'gross_profit', 'seats_used', 'revenue_growth_pct', 'spend_trend_pct']
  const keys = clients.flatMap(client => metrics.map(metric => ({ metric, client, period: '2026-Q1' })))
  const tables = await Promise.all(
    clients.map(client => msp.ask({ metrics, where: { clients: [client] }, period: { named: '2026-Q1' } })),
  )
  expect(await found(keys)).toEqual(tables.flatMap(table => table.totals.values.map(value => value.exact)))
})

test('at most 1,000 cells go at once', async () => {
  const key = { metric: 'revenue', period: 'ALL' }
  await expect(values(new Array(1001).fill(key))).rejects.toMatchObject({ code: 'TOO_MANY_KEYS' })
})

test('statements grow with the kinds of questions, not with the keys', async () => {
  const statements = async (keys: readonly MetricValueKey[]) => {
    let count = 0
    const em = msp.database.orm.em.fork()
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        count++
        return result
      },
    }
    const counted = em.getKysely().withPlugin(counting)
    em.getKysely = () => counted as never
    await readMetricValues(em, msp.owner, keys, { now: NOW })
    return count
  }
  const many = Array.from({ length: 300 }, (_, index) => ({
    metric: ['gross_profit', 'revenue', 'hours'][index % 3]!,
    client: ['Acme', 'Blue Ridge', 'Cedar'][index % 3]!,
    period: '2026-Q1',
  }))
  // Short lists are kept once they were read.
  await values(many)
  const one = await statements(many.slice(0, 1))
  // The organization, decisions about results, and the organization once more.
  expect(one).toBe(3)
  expect(await statements(many)).toBe(one)
})
