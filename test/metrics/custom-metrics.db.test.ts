import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import type { MetricInput } from '../../server/metrics/custom/metric-input.ts'
import { defineMetric } from '../../server/metrics/define-metric.ts'
import { metricCatalog } from '../../server/metrics/metric-catalog.ts'
import { retireMetric } from '../../server/metrics/retire-metric.ts'
import { lines, NOW, type SmallMsp, smallMsp } from './small-msp.ts'

let msp: SmallMsp
beforeAll(async () => {
  msp = await smallMsp()
})
afterAll(async () => {
  await msp[Symbol.asyncDispose]()
})
const em = () => msp.database.orm.em.fork()
const gate = createWriteGate()
const define = (input: MetricInput, role: 'ANALYST' | 'MANAGER' = 'ANALYST') =>
  defineMetric(em(), msp.as(role), input, { now: NOW, gate })

test('a formula behaves as a built-in: grouped, ordered, selected, compared, with its proof', async () => {
  const metric = await define({ key: 'net_after_labour', name: 'Net after labour', formula: 'revenue - labour_cost' })
  expect(metric).toMatchObject({ version: 1, unit: 'MONEY', scope: 'cost:read', custom: true })
  await define({ key: 'net_per_hour', name: 'Net per hour', formula: 'net_after_labour / hours', direction: 'UP' })
  const table = await msp.ask({
    metrics: ['net_after_labour', 'net_per_hour'],
    groupBy: ['CLIENT'],
    having: [{ metric: 'net_per_hour', op: 'LT', value: 1000 }],
    orderBy: [{ metric: 'net_per_hour', direction: 'DESC' }],
  })
  expect(lines(table)).toEqual(['Acme 2440 610/3', 'Blue Ridge -100 -12.5', '(none) -50 -50'])
  expect(table.rows[0]!.values[1]!.text).toBe('$203.33/h')
  await expect(msp.ask({ metrics: ['net_per_hour'], groupBy: ['STAFF'] })).rejects.toThrow(
    'net_per_hour cannot be grouped by STAFF: revenue has no staff',
  )
  await expect(msp.ask({ metrics: ['net_per_hour'] }, 'VIEWER')).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('a change is a new version; what it meant then can still be asked', async () => {
  const first = await define({ key: 'pace', name: 'Pace', formula: 'hours / invoice_count' })
  const then = (await msp.accept('clients', 'name\nDelta\n')).uid
  const second = await define({ key: 'pace', name: 'Pace', formula: 'billable_hours / invoice_count' })
  expect([first.version, second.version]).toEqual([1, 2])
  // Both were defined around the upload: as of it, the first was in force.
  await msp.accept('clients', 'name\nEcho\n')
  const asOf = { snapshot: encodeId('Snapshot', msp.organizationId, then) }
  await msp.sql`update metric_version set since_snapshot = since_snapshot + 1 where key = 'pace' and version = 2`
  const value = async (definitions: 'NOW' | 'THEN') => {
    const [found] = (await msp.ask({ metrics: ['pace'], asOf, definitions })).totals.values
    return [found!.exact, found!.metric.version]
  }
  expect([await value('NOW'), await value('THEN')]).toEqual([
    ['3', 2],
    ['3.5', 1],
  ])
})

test('a retired metric is unknown from then on; one that others are made of stays', async () => {
  await define({ key: 'half', name: 'Half', formula: 'revenue / 2' })
  await define({ key: 'quarter_of_it', name: 'Quarter', formula: 'half / 2' })
  const retire = (key: string) => retireMetric(em(), msp.as('ANALYST'), key, { now: NOW, gate })
  await expect(retire('half')).rejects.toMatchObject({ code: 'METRIC_IN_USE' })
  await retire('quarter_of_it')
  await retire('half')
  await expect(msp.ask({ metrics: ['half'] })).rejects.toMatchObject({ code: 'UNKNOWN_METRIC' })
  await expect(retire('half')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await metricCatalog(em(), msp.owner)).map(metric => metric.key)).not.toContain('half')
  expect((await define({ key: 'half', name: 'Half', formula: 'revenue / 2' })).version).toBe(3)
})

test('each definition is in the log and gives the data a new version', async () => {
  const state = async () => (await msp.sql`select data_version from organization`).rows[0]!.data_version as number
  const before = await state()
  await define({ key: 'logged', name: 'Logged', formula: 'revenue / hours' })
  expect(await state()).toBe(before + 1)
  const [event] = (await msp.sql`select action, subject, details from audit_event order by seq desc limit 1`).rows
  expect(event).toMatchObject({ action: 'metric.defined', subject: 'Metric:logged' })
  expect(JSON.parse(event!.details as string)).toMatchObject({ version: 1, formula: 'revenue / hours' })
})

test.each([
  [{ key: 'revenue', formula: 'hours' }, 'METRIC_KEY_TAKEN', 'revenue is built in'],
  [{ key: 'Bad Key', formula: 'hours' }, 'BAD_USER_INPUT', 'a key is 2 to 60 small letters'],
  [{ key: 'month', formula: 'hours' }, 'BAD_USER_INPUT', 'it is the name of another column'],
  [{ key: 'x_change', formula: 'hours' }, 'BAD_USER_INPUT', 'it is the name of another column'],
  [{ key: 'loop', formula: 'loop + revenue' }, 'INVALID_FORMULA', 'it comes back to itself'],
  [{ key: 'sum', formula: 'revenue + hours' }, 'INVALID_FORMULA', 'has no meaning'],
  [{ key: 'code', formula: 'revenue; drop table organization' }, 'INVALID_FORMULA', 'cannot read ";"'],
])('%j is refused as %s: %s', async (input, code, message) => {
  await expect(define({ name: 'X', ...input })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message),
  })
})

test('who may not define metrics defines and retires none, and nothing is stored', async () => {
  await expect(define({ key: 'mine', name: 'X', formula: 'hours' }, 'MANAGER')).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  expect((await msp.sql`select key from metric_version where key = 'mine'`).rows).toEqual([])
})

test('a new version that breaks a metric made of it is refused', async () => {
  await define({ key: 'base_money', name: 'Base', formula: 'revenue - tax' })
  await define({ key: 'on_it', name: 'On it', formula: 'base_money + billed' })
  await expect(define({ key: 'base_money', name: 'Base', formula: 'hours' })).rejects.toMatchObject({
    code: 'INVALID_FORMULA',
  })
})
