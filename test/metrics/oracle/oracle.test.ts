import { describe, expect, test } from 'vitest'
import type { Dimension } from '../../../server/metrics/metric-query.ts'
import { textOf } from './fraction.ts'
import { oracleTable } from './oracle.ts'
import { invoice, license, plainWorld, staffMember, timeLog } from './plain-world.ts'
import type { World } from './world.ts'

const march = { from: '2026-03-01', to: '2026-03-31' }
const spring = { from: '2026-03-01', to: '2026-05-31' }

const values = (world: Partial<World>, metrics: string[], period: typeof march | null = march) =>
  oracleTable({ ...plainWorld, ...world }, { metrics, groupBy: [], period }).totals.map(value => value && textOf(value))
const rows = (world: Partial<World>, metrics: string[], groupBy: Dimension[], period: typeof march | null = march) =>
  oracleTable({ ...plainWorld, ...world }, { metrics, groupBy, period }).rows.map(row => [
    ...row.labels,
    ...row.values.map(value => value && textOf(value)),
  ])

describe('invoices', () => {
  test('draft and void never count, a credit is negative whatever its sign, pending counts', () => {
    const invoices = [
      invoice({ subtotal: 10000, tax: 800 }),
      invoice({ number: '2', status: 'draft', subtotal: 5000 }),
      invoice({ number: '3', status: 'void', subtotal: 5000 }),
      invoice({ number: '4', status: 'credit', subtotal: 2000, tax: 160 }),
      invoice({ number: '5', status: 'credit', subtotal: -1000 }),
      invoice({ number: '6', status: null, subtotal: 300, due: '2026-03-30' }),
    ]
    expect(values({ invoices }, ['revenue', 'billed', 'tax', 'paid', 'invoice_count', 'overdue'])).toEqual([
      '73',
      '79.4',
      '6.4',
      '108',
      '4',
      '3',
    ])
  })

  test('net is the subtotal, else total − tax, else the lines, else the total', () => {
    const lines = [{ quantity: '2.5', unitPrice: '10.20', discount: '5', taxRate: null }]
    const net = (fields: Parameters<typeof invoice>[0]) => values({ invoices: [invoice(fields)] }, ['revenue', 'tax'])
    expect(net({ subtotal: 100, total: 120, tax: 20 })).toEqual(['1', '0.2'])
    expect(net({ total: 120, tax: 20 })).toEqual(['1', '0.2'])
    expect(net({ lines })).toEqual(['20.5', null])
    expect(net({ total: 120 })).toEqual(['1.2', null])
  })

  test('what is due on the business day is not late, a day before is', () => {
    const late = (due: string, today: string) =>
      values({ invoices: [invoice({ status: 'pending', subtotal: 100, due })], today }, ['overdue'])
    expect(late('2026-03-31', '2026-06-30')).toEqual(['0'])
    expect(late('2026-03-30', '2026-06-30')).toEqual(['1'])
    expect(late('2026-03-20', '2026-03-20')).toEqual(['0'])
  })

  test('foreign money takes the latest earlier direct rate, else the inverse one, else it is left out', () => {
    const fxRates = [
      { date: '2026-01-01', from: 'EUR', to: 'USD', rate: '1.1' },
      { date: '2026-03-10', from: 'EUR', to: 'USD', rate: '1.2' },
      { date: '2026-02-01', from: 'USD', to: 'GBP', rate: '0.75' },
    ]
    const revenue = (currency: string, date = '2026-03-10') =>
      values({ fxRates, invoices: [invoice({ currency, subtotal: 1000, date })] }, ['revenue', 'invoice_count'])
    expect(revenue('EUR')).toEqual(['12', '1'])
    expect(revenue('EUR', '2026-03-09')).toEqual(['11', '1'])
    expect(revenue('GBP')).toEqual(['40/3', '1'])
    expect(revenue('CHF')).toEqual([null, '1'])
  })

  test('shares are of the largest client, and their squares', () => {
    const invoices = [invoice({ subtotal: 7500 }), invoice({ number: '2', client: 1, subtotal: 2500 })]
    expect(values({ invoices }, ['revenue_concentration_pct', 'hhi'])).toEqual(['75', '0.625'])
  })

  test('growth is against the month before, and nothing is known before the first month', () => {
    const invoices = [invoice({ subtotal: 100, date: '2026-03-31' }), invoice({ subtotal: 150, date: '2026-04-01' })]
    expect(rows({ invoices }, ['revenue_growth_pct'], ['MONTH'], spring)).toEqual([
      ['2026-03', null],
      ['2026-04', '50'],
      ['2026-05', '-100'],
    ])
  })
})

describe('time', () => {
  test('the cost of an hour is the row’s, the person’s, the firm’s, the billing rate’s, and else unknown', () => {
    const timeLogs = [timeLog({ rate: 15000 })]
    const cost = (world: Partial<World>) => values({ timeLogs, ...world }, ['labour_cost'])[0]
    expect(cost({ timeLogs: [timeLog({ costRate: 0, rate: 100 })], defaultCostRate: 5000 })).toBe('0')
    expect(cost({ staff: [staffMember({ costRate: 6000 })], defaultCostRate: 5000 })).toBe('60')
    expect(cost({ staff: [staffMember({})], defaultCostRate: 5000 })).toBe('50')
    expect(cost({})).toBe('150')
    expect(cost({ timeLogs: [timeLog({})] })).toBe(null)
  })

  test('capacity is a fifth of the week for every weekday between start and end', () => {
    // March 2026 has 22 weekdays, four of them from the 26th to the 31st.
    const staff = [staffMember({ capacity: 2000, start: '2026-03-26' })]
    const timeLogs = [timeLog({ hours: 800, billable: false }), timeLog({ staffName: 'Kim', hours: 150 })]
    expect(rows({ staff, timeLogs }, ['available_hours', 'utilization_pct'], ['STAFF'])).toEqual([
      ['Maya Lopez', '16', '50'],
      ['Kim', '176', '75/88'],
    ])
  })

  test('a person is found by e-mail before the name, and nobody is where two could be meant', () => {
    const staff = [staffMember({ email: 'a@msp.example' }), staffMember({ email: 'b@msp.example', team: 'NOC' })]
    const timeLogs = [timeLog({ staffEmail: 'B@msp.example' }), timeLog({ hours: 200 })]
    expect(rows({ staff, timeLogs }, ['hours'], ['TEAM'])).toEqual([
      ['noc', '1'],
      [null, '2'],
    ])
  })

  test('internal time without a client is a group of its own', () => {
    const timeLogs = [timeLog({ client: null, workType: 'internal' }), timeLog({ client: 1 })]
    expect(rows({ timeLogs }, ['hours'], ['CLIENT'])).toEqual([
      [null, '1'],
      ['harbor', '1'],
    ])
  })
})

describe('licenses', () => {
  test('a year’s total is spread over twelve months and counts in every month that the dates touch', () => {
    const licenses = [license({ totalCost: 120000, start: '2026-03-31', end: '2026-04-01' })]
    expect(rows({ licenses }, ['license_cost', 'seats_purchased'], ['MONTH'], spring)).toEqual([
      ['2026-03', '100', '10'],
      ['2026-04', '100', '10'],
      ['2026-05', '0', '0'],
    ])
    expect(values({ licenses }, ['license_cost', 'seats_purchased'], spring)).toEqual(['200', '10'])
  })

  test('waste and gaps are taken license by license, and a missing count leaves the license out', () => {
    const licenses = [
      license({ used: 4, assigned: 8, billed: 9, costPerSeat: 1000 }),
      license({ product: 'EDR', used: 12, assigned: 12, billed: 10, costPerSeat: 500 }),
      license({ product: 'VPN', totalCost: 1200 }),
    ]
    const keys = ['license_waste', 'unassigned_seats', 'overbilled_amount', 'shadow_amount', 'license_utilization_pct']
    expect(values({ licenses }, keys)).toEqual(['60', '2', '10', '10', '80'])
    expect(values({ licenses }, ['cost_per_used_seat', 'seats_used'])).toEqual(['9.375', '16'])
  })

  test('an inactive license never counts', () => {
    expect(rows({ licenses: [license({ isActive: false })] }, ['license_cost'], ['PRODUCT'])).toEqual([])
  })
})

describe('profit', () => {
  const world = {
    invoices: [invoice({ subtotal: 100000 })],
    timeLogs: [timeLog({ hours: 400, costRate: 5000 })],
    licenses: [license({ costPerSeat: 1000 })],
  }

  test('profit, margin and rates follow from the measures', () => {
    const keys = ['gross_profit', 'gross_margin_pct', 'service_margin_pct', 'effective_rate_net', 'contribution_rate']
    expect(values(world, keys)).toEqual(['700', '70', '80', '225', '175'])
  })

  test('a dataset never uploaded is unknown, and so is all that needs it', () => {
    expect(values({ ...world, licenses: null }, ['license_cost', 'gross_profit', 'service_margin_pct'])).toEqual([
      null,
      null,
      '80',
    ])
  })

  test('the trend is the least-squares slope over complete months, as a share of their mean', () => {
    const months = ['2026-03', '2026-04', '2026-05', '2026-06']
    const timeLogs = months.map((month, index) =>
      timeLog({ date: `${month}-05`, costRate: 10000 * [1, 2, 6, 50][index]! }),
    )
    const licenses = [license({ isActive: false })]
    const trend = (today: string) =>
      values({ timeLogs, licenses, today }, ['spend_trend_pct'], { from: '2026-03-01', to: '2026-06-30' })
    expect(trend('2026-06-29')).toEqual(['250/3'])
    expect(trend('2026-06-01')).toEqual(['250/3'])
    expect(trend('2026-05-31')).toEqual([null])
  })
})
