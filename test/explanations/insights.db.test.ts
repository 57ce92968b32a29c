import { afterAll, beforeAll, expect, test } from 'vitest'
import { explain } from '../../server/explanations/explain.ts'
import { readInsights } from '../../server/explanations/insights/insights.ts'
import { NOW, type ToldMsp, toldMsp } from './told-msp.ts'

let msp: ToldMsp
beforeAll(async () => {
  msp = await toldMsp()
})
afterAll(() => msp[Symbol.asyncDispose]())

const look = (options: Parameters<typeof readInsights>[2] = {}) =>
  readInsights(msp.database.orm.em.fork(), msp.owner, options, { now: NOW })

test('what matters this month, most money first', async () => {
  const { items, period, totalCount, truncated } = await look()
  expect(period.label).toBe('2026-07')
  expect(items.map(({ kind, amount, sentence }) => [kind, amount, sentence])).toEqual([
    [
      'MOVER',
      4892,
      'Cedar Clinic’s gross profit fell from $4,600 in June to −$292 in July (−$4,892), mostly because labour cost rose by $4,000 (50 more hours).',
    ],
    ['MOVER', 4800, 'Bright Law is new in July, with a gross profit of $4,800.'],
    ['OVERDUE', 3300, 'Old Mill owes $3,300 that is past due.'],
    [
      'MOVER',
      1240,
      'Harbor Dental’s gross profit fell from $8,240 in June to $7,000 in July (−$1,240), mostly because labour cost rose by $1,240 (15.5 more hours); revenue was flat.',
    ],
    [
      'MISSING_DATA',
      1000,
      'Delta Systems has no invoices in July 2026, after 3 months with $1,000 a month; check whether some are missing.',
    ],
    ['MOVER', 680, 'Delta Systems had nothing in July, after a gross profit of $680 in June.'],
    ['WASTE', 462, 'Cedar Clinic’s idle license seats cost $462 in July; 57.7 % of its seats are used.'],
    [
      'MISSING_DATA',
      320,
      'Delta Systems has no time logs in July 2026, after 3 months with $320 a month; check whether some are missing.',
    ],
    ['LOSS', 292, 'Cedar Clinic lost $292 in July: $7,200 of revenue against $7,492 of labour and licenses.'],
    ['MOVER', 250, 'Old Mill had nothing in July, after a gross profit of −$250 in June.'],
  ])
  expect([totalCount, truncated]).toEqual([10, false])
})

test('fewer are asked for, and the rest is counted', async () => {
  const { items, totalCount, truncated } = await look({ first: 2 })
  expect([items.length, totalCount, truncated]).toEqual([2, 10, true])
  await expect(look({ first: 0 })).rejects.toThrow('ask for 1 to 1000')
})

test('each names its client by id, and a question that can be asked', async () => {
  const { items } = await look()
  for (const { client, explain: input } of items) {
    expect(client!.id).toBe(await msp.clientId(client!.name))
    if (!input) continue
    const answer = explain(msp.database.orm.em.fork(), msp.owner, input, { now: NOW })
    expect((await answer).sentence).toContain(client!.name)
  }
})

test('data that is missing of everybody is said once', async () => {
  const { items } = await look({ period: { named: '2026-06' } })
  expect(items.filter(({ kind }) => kind === 'MISSING_DATA')).toEqual([])
  const later = readInsights(
    msp.database.orm.em.fork(),
    msp.owner,
    { period: { named: '2026-08' } },
    { now: NOW + 30 * 86_400_000 },
  )
  expect((await later).items.filter(({ kind }) => kind === 'MISSING_DATA').map(({ sentence }) => sentence)).toEqual([
    'There are no invoices at all for August 2026; upload them, or its numbers stay incomplete.',
    'There are no time logs at all for August 2026; upload them, or its numbers stay incomplete.',
  ])
})
