import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ToldMsp, toldMsp } from './told-msp.ts'

let msp: ToldMsp
beforeAll(async () => {
  msp = await toldMsp()
})
afterAll(() => msp[Symbol.asyncDispose]())

const shown = async (metric: string, client?: string) => {
  const where = client ? { clients: [client] } : undefined
  const { recommend } = await msp.explain({ metric, where, against: 'PREVIOUS_PERIOD' })
  return (await recommend()).map(({ rule, text, evidence, amount, currency }) => [
    rule,
    text,
    ...evidence,
    amount,
    currency,
  ])
}

test('idle seats are given back, and too low a price is raised to what the margin should be', async () => {
  // 6,400 labour and 1,092 licenses at 46.2 % take 13,925.65 of revenue; 7,200 is there. 22 of 52 seats at 21.
  expect(await shown('gross_profit', 'Cedar Clinic')).toEqual([
    [
      'reprice_client',
      'Reprice Cedar Clinic: $6,726 more in July would bring the gross margin to 46.2 %, the average of the trade (Service Leadership Index, second quarter of 2024).',
      'Cedar Clinic: $7,200 revenue, $7,492 cost, a gross margin of −4.1 %; $6,726 is missing',
      expect.closeTo(7492 / (1 - 0.462) - 7200, 6),
      'USD',
    ],
    [
      'right_size_seats',
      'Give back the seats nobody uses of Office: they cost $462 a month.',
      'Office: 52 seats bought, 30 used, 22 idle, $462 a month',
      462,
      'USD',
    ],
  ])
})

test('seats that are bought and not billed', async () => {
  expect((await shown('gross_profit', 'Harbor Dental')).find(([rule]) => rule === 'bill_unbilled_seats')).toEqual([
    'bill_unbilled_seats',
    'Bill the seats that are bought and not billed of Office: they cost $160 a month.',
    'Office: 8 of 108 seats are not billed, $160 a month',
    160,
    'USD',
  ])
})

test('overdue invoices are collected, whenever they were written', async () => {
  expect(await shown('gross_profit', 'Old Mill')).toEqual([
    [
      'collect_invoices',
      'Collect Old Mill’s overdue invoices: $3,300 is past due.',
      'Old Mill: $3,300 overdue of $3,300 billed',
      3300,
      'USD',
    ],
  ])
})

test('hours beyond capacity go to who has room', async () => {
  // July has 23 weekdays: Maya 184 h and works 215.5, Ken 184 h and works 20, Zoe 46 h and works 5.
  expect((await shown('utilization_pct')).find(([rule]) => rule === 'rebalance_hours')).toEqual([
    'rebalance_hours',
    'Move 31.5 h from Maya to Ken and Zoe.',
    'Maya: 215.5 h of 184 h available (117.1 %)',
    'Ken: 20 h of 184 h available (10.9 %)',
    'Zoe: 5 h of 46 h available (10.9 %)',
    2520,
    'USD',
  ])
})

test('steps come with the most money first', async () => {
  const { recommend } = await msp.explain({ metric: 'gross_profit', against: 'PREVIOUS_PERIOD' })
  const recommendations = await recommend()
  const amounts = recommendations.map(({ amount }) => amount ?? 0)
  expect(amounts).toEqual(amounts.toSorted((a, b) => b - a))
  expect(recommendations).toHaveLength(5)
})
