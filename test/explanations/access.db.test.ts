import { afterAll, beforeAll, expect, test } from 'vitest'
import { scopesOfRole } from '../../server/access/policy.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { explain } from '../../server/explanations/explain.ts'
import type { Driver } from '../../server/explanations/explanation.ts'
import { readInsights } from '../../server/explanations/insights/insights.ts'
import { setTarget } from '../../server/explanations/targets/set-target.ts'
import { NOW, type ToldMsp, toldMsp } from './told-msp.ts'

let msp: ToldMsp
beforeAll(async () => {
  msp = await toldMsp()
})
afterAll(() => msp[Symbol.asyncDispose]())

const forbidden = { code: 'FORBIDDEN' }
const all = (drivers: readonly Driver[]): Driver[] => drivers.flatMap(driver => [driver, ...all(driver.children)])

test('who may not see cost cannot have a cost explained, against nothing at all', async () => {
  for (const metric of [
    'gross_profit',
    'gross_margin_pct',
    'labour_cost',
    'license_waste',
    'efficiency_ratio',
    'spend',
  ])
    for (const against of ['PREVIOUS_PERIOD', 'SAME_PERIOD_LAST_YEAR', 'PORTFOLIO', 'BUDGET', 'TARGET'] as const)
      await expect(
        msp.explain({ metric, where: { clients: ['Harbor Dental'] }, against }, 'VIEWER'),
      ).rejects.toMatchObject(forbidden)
  await expect(msp.explain({ metric: 'revenue', against: 'BUDGET' }, 'VIEWER')).rejects.toMatchObject(forbidden)
})

test('what they may have explained names no cost, nor anybody of the staff', async () => {
  for (const metric of [
    'revenue',
    'hours',
    'effective_rate_gross',
    'utilization_pct',
    'overdue',
    'license_utilization_pct',
  ]) {
    const { drivers, recommend, sentence } = await msp.explain({ metric, against: 'PREVIOUS_PERIOD' }, 'VIEWER')
    const recommendations = await recommend()
    const words = JSON.stringify([sentence, recommendations, all(drivers).map(({ key, label }) => [key, label])])
    expect(words).not.toMatch(/cost|margin|profit|Maya|Ken|Zoe/i)
    expect(recommendations.map(({ rule }) => rule).filter(rule => rule !== 'collect_invoices')).toEqual([])
  }
})

test('by member of staff takes staff:read, whatever else one may see', async () => {
  await expect(
    msp.explain({ metric: 'hours', against: 'PREVIOUS_PERIOD', by: 'STAFF' }, 'VIEWER'),
  ).rejects.toMatchObject(forbidden)
  const viewer = { ...msp.as('OWNER'), scopes: new Set(scopesOfRole.OWNER.filter(scope => scope !== 'staff:read')) }
  const em = () => msp.database.orm.em.fork()
  const input = { metric: 'hours', against: 'PREVIOUS_PERIOD' }
  await expect(explain(em(), viewer, { ...input, by: 'STAFF' }, { now: NOW })).rejects.toMatchObject(forbidden)
  const { recommend } = await explain(em(), viewer, input, { now: NOW })
  expect((await recommend()).map(({ rule }) => rule)).not.toContain('rebalance_hours')
})

test('a client of somebody else is like one that never was', async () => {
  const foreign = Buffer.from(`Client:${msp.organizationId + 1}:1`).toString('base64url')
  const never = Buffer.from(`Client:${msp.organizationId}:999999`).toString('base64url')
  const messages = await Promise.all(
    [foreign, never, 'nonsense'].map(clientId =>
      msp
        .explain({ metric: 'revenue', where: { clients: ['Harbor Dental'] }, against: 'CLIENT', clientId })
        .catch((error: { code: string; message: string }) => [error.code, error.message.replace(clientId, 'ID')]),
    ),
  )
  expect(messages[0]).toEqual(['NOT_FOUND', 'Explaining revenue against another client: there is no client "ID"'])
  expect(messages[1]).toEqual(messages[0])
  expect(messages[2]).toEqual(messages[0])
  const filtered = await Promise.all(
    [foreign, never].map(id =>
      msp
        .explain({ metric: 'revenue', where: { clients: [id] }, against: 'PREVIOUS_PERIOD' })
        .catch((error: { code: string; message: string }) => [error.code, error.message.replace(id, 'ID')]),
    ),
  )
  expect(filtered[0]).toEqual(filtered[1])
})

test('insights of a viewer are about revenue, overdue invoices and missing data only', async () => {
  const em = () => msp.database.orm.em.fork()
  const seen = await readInsights(em(), msp.as('VIEWER'), { first: 1000 }, { now: NOW })
  expect(new Set(seen.items.map(({ kind }) => kind))).toEqual(new Set(['MOVER', 'OVERDUE', 'MISSING_DATA']))
  expect(JSON.stringify(seen)).not.toMatch(/cost|margin|profit/i)
})

test('targets are set by those who define metrics', async () => {
  const set = (role: 'VIEWER' | 'MANAGER' | 'ANALYST', clientId: string | null = null) =>
    setTarget(
      msp.database.orm.em.fork(),
      msp.as(role),
      { metric: 'gross_profit', value: 1000, clientId },
      { now: NOW, gate: createWriteGate() },
    )
  await expect(set('VIEWER')).rejects.toMatchObject(forbidden)
  await expect(set('MANAGER')).rejects.toMatchObject(forbidden)
  await expect(set('ANALYST', 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await set('ANALYST')).toMatchObject({ value: 1000, clientId: null })
})

test('questions that make no sense are refused by name', async () => {
  const where = { clients: ['Harbor Dental'] }
  const cases = [
    [{ metric: 'revenue', where, against: 'CLIENT' }, 'name the other client in clientId'],
    [{ metric: 'revenue', where, against: 'TARGET', clientId: 'x' }, 'clientId goes with CLIENT only'],
    [{ metric: 'revenu', where, against: 'TARGET' }, 'did you mean revenue'],
    [{ metric: 'revenue', against: 'PORTFOLIO' }, 'the question is about the whole portfolio'],
    [{ metric: 'revenue', where, against: 'PORTFOLIO', by: 'CLIENT' }, 'members are compared over time only'],
    [{ metric: 'revenue', where, against: 'PREVIOUS_PERIOD', period: { named: 'someday' } }, 'Reading the period'],
    [{ metric: 'revenue', where, against: 'YESTERDAY' }, 'against'],
  ] as const
  for (const [input, message] of cases)
    await expect(explain(msp.database.orm.em.fork(), msp.owner, input, { now: NOW })).rejects.toThrow(message)
})
