import { afterAll, beforeAll, expect, test } from 'vitest'
import { comparison, nearest, none, plus } from '../../server/analytics/exact.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { type Against, driverKinds } from '../../server/explanations/explain-input.ts'
import { setTarget } from '../../server/explanations/targets/set-target.ts'
import { mistakes, shown } from './shown.ts'
import { NOW, type ToldMsp, toldMsp } from './told-msp.ts'

let msp: ToldMsp
beforeAll(async () => {
  msp = await toldMsp()
})
afterAll(() => msp[Symbol.asyncDispose]())

const harbor = { clients: ['Harbor Dental'] }
const cedar = { clients: ['Cedar Clinic'] }

test('a margin of a client against the month before: more hours for the same revenue', async () => {
  const explanation = await msp.explain({ metric: 'gross_margin_pct', where: harbor, against: 'PREVIOUS_PERIOD' })
  expect(explanation.sentence).toBe(
    'Harbor Dental’s gross margin fell from 41.2 % in June to 35.0 % in July (−6.2 points), mostly because labour cost rose by $1,240 (15.5 more hours); revenue was flat.',
  )
  expect(shown(explanation.drivers)).toEqual([
    'Revenue FLAT 20000 → 20000: 0',
    '  Invoiced quantity FLAT 200 → 200: 0',
    '  Price FLAT 100 → 100: 0',
    'Labour cost CHANGED 9600 → 10840: -6.2',
    '  Hours CHANGED 120 → 135.5: -6.2',
    '  Cost of an hour FLAT 80 → 80: 0',
    'License cost FLAT 2160 → 2160: 0',
    '  Seats FLAT 108 → 108: 0',
    '  Cost of a seat FLAT 20 → 20: 0',
  ])
  expect(explanation.drivers.map(({ rowCount }) => rowCount)).toEqual([2, 32, 2])
  expect(explanation.drivers[1]!.rows).toEqual({
    datasets: ['TIME_LOGS'],
    where: harbor,
    periods: [
      { from: '2026-07-01', to: '2026-07-31', label: '2026-07' },
      { from: '2026-06-01', to: '2026-06-30', label: '2026-06' },
    ],
    asOf: null,
  })
})

test('profit by price and quantity, hours and rate, seats and their cost', async () => {
  const { drivers, sentence } = await msp.explain({ metric: 'gross_profit', where: cedar, against: 'PREVIOUS_PERIOD' })
  expect(sentence).toBe(
    'Cedar Clinic’s gross profit fell from $4,600 in June to −$292 in July (−$4,892), mostly because labour cost rose by $4,000 (50 more hours).',
  )
  expect(shown(drivers)).toEqual([
    'Revenue CHANGED 8000 → 7200: -800',
    '  Invoiced quantity FLAT 80 → 80: 0',
    '  Price CHANGED 100 → 90: -800',
    'Labour cost CHANGED 2400 → 6400: -4000',
    '  Hours CHANGED 30 → 80: -4000',
    '  Cost of an hour FLAT 80 → 80: 0',
    'License cost CHANGED 1000 → 1092: -92',
    '  Seats CHANGED 50 → 52: -41',
    '  Cost of a seat CHANGED 20 → 21: -51',
  ])
})

test('the portfolio by client: those who came and went are drivers, internal work too', async () => {
  const { drivers, sentence } = await msp.explain({ metric: 'gross_profit', against: 'PREVIOUS_PERIOD' })
  expect(sentence).toBe(
    'Gross profit fell from $13,270 in June to $11,108 in July (−$2,162), mostly because of Cedar Clinic (−$4,892), in spite of the arrival of Bright Law (+$4,800).',
  )
  expect(shown(drivers).filter(line => !line.startsWith(' '))).toEqual([
    'Cedar Clinic CHANGED 4600 → -292: -4892',
    'Bright Law NEW – → 4800: 4800',
    'Harbor Dental CHANGED 8240 → 7000: -1240',
    'Delta Systems LOST 680 → –: -680',
    '(none) NEW – → -400: -400',
    'Old Mill LOST -250 → –: 250',
  ])
  // What came is volume, at the rate it came with.
  expect(shown(drivers[1]!.children)).toEqual([
    'Revenue NEW 0 → 6500: 6500',
    'Labour cost NEW 0 → 1700: -1700',
    '  Hours NEW 0 → 20: -1700',
    '  Cost of an hour FLAT 85 → 85: 0',
    'License cost FLAT 0 → 0: 0',
    '  Seats FLAT 0 → 0: 0',
    '  Cost of a seat FLAT 0 → 0: 0',
  ])
})

test('a ratio of the portfolio by client adds up to the difference of the ratios', async () => {
  const explanation = await msp.explain({ metric: 'gross_margin_pct', against: 'PREVIOUS_PERIOD' })
  expect(mistakes(explanation)).toEqual([])
  expect(explanation.sentence).toBe(
    'Gross margin fell from 41.5 % in June to 33.0 % in July (−8.5 points), mostly because of Cedar Clinic (−14.0 points), in spite of the arrival of Bright Law (+7.3 points).',
  )
  const byMeasure = await msp.explain({ metric: 'gross_margin_pct', against: 'PREVIOUS_PERIOD', by: 'MEASURE' })
  // The clients' parts of a measure add up to the part that the measure has by itself.
  for (const driver of byMeasure.drivers) {
    const parts = explanation.drivers.map(
      ({ children }) => children.find(({ key }) => key === driver.key)!.contribution,
    )
    expect(comparison(parts.reduce(plus, none), driver.contribution)).toBe(0)
  }
})

test('against the same month a year before', async () => {
  const { sentence, baselinePeriod } = await msp.explain({
    metric: 'revenue',
    where: harbor,
    against: 'SAME_PERIOD_LAST_YEAR',
  })
  expect(sentence).toBe(
    'Harbor Dental’s revenue rose from $18,000 in July 2025 to $20,000 in July 2026 (+$2,000), mostly because of 20 more of “Managed workstation” (+$2,000).',
  )
  expect(baselinePeriod?.label).toBe('2025-07')
})

test('against the portfolio: the others pooled, at this client’s size, and the median beside them', async () => {
  const { sentence, portfolio, drivers, assumptions } = await msp.explain({
    metric: 'gross_margin_pct',
    where: cedar,
    against: 'PORTFOLIO',
  })
  expect(sentence).toBe(
    'Cedar Clinic’s gross margin was −4.1 % in July, 48.6 points below all other clients together (44.5 %), mostly because labour cost is 88.9 % of revenue instead of 47.3 %.',
  )
  // Harbor Dental 35.0 %, Bright Law 73.8 %.
  expect(nearest(portfolio!.pooled)).toBeCloseTo((100 * (7000 + 4800)) / 26500, 10)
  expect(nearest((await portfolio!.median())!)).toBeCloseTo((35 + (100 * 4800) / 6500) / 2, 10)
  expect(drivers[0]).toMatchObject({ key: 'revenue', change: 'FLAT' })
  expect(assumptions.map(({ code }) => code)).toContain('SCALED')
})

test('against the portfolio, an amount stands against the mean of the other clients', async () => {
  const { sentence } = await msp.explain({ metric: 'revenue', where: cedar, against: 'PORTFOLIO' })
  expect(sentence).toBe(
    'Cedar Clinic’s revenue was $7,200 in July, $6,050 below the mean of the other 2 clients ($13,250).',
  )
})

test('against another client, both ways: every driver is negated', async () => {
  for (const metric of [
    'gross_margin_pct',
    'gross_profit',
    'effective_rate_gross',
    'contribution_rate',
    'labour_cost',
  ]) {
    const ids = await Promise.all(['Harbor Dental', 'Cedar Clinic'].map(msp.clientId))
    const one = await msp.explain({ metric, where: harbor, against: 'CLIENT', clientId: ids[1] })
    const other = await msp.explain({ metric, where: cedar, against: 'CLIENT', clientId: ids[0] })
    const contributions = (of: typeof one) => of.drivers.flatMap(driver => [driver, ...driver.children])
    const turned = new Map(contributions(other).map(driver => [driver.key, driver.contribution]))
    for (const { key, contribution } of contributions(one))
      expect([metric, key, comparison(plus(contribution, turned.get(key)!), none)]).toEqual([metric, key, 0])
    expect(mistakes(one)).toEqual([])
  }
  const { sentence } = await msp.explain({
    metric: 'gross_margin_pct',
    where: harbor,
    against: 'CLIENT',
    clientId: await msp.clientId('Cedar Clinic'),
  })
  expect(sentence).toBe(
    'Harbor Dental’s gross margin was 35.0 % in July, 39.1 points above Cedar Clinic (−4.1 %), mostly because labour cost is 54.2 % of revenue instead of 88.9 %.',
  )
})

test('against the budget: each measure of the formula against what was planned for it', async () => {
  const { sentence, drivers } = await msp.explain({ metric: 'gross_profit', against: 'BUDGET' })
  expect(sentence).toBe(
    'Gross profit was $11,108 in July, $4,892 below the budget ($16,000), mostly because labour cost was $4,340 higher.',
  )
  expect(shown(drivers)).toEqual([
    'Revenue CHANGED 34000 → 33700: -300',
    'Labour cost CHANGED 15000 → 19340: -4340',
    'License cost CHANGED 3000 → 3252: -252',
  ])
})

test('without a budget for a measure it says so', async () => {
  await expect(msp.explain({ metric: 'gross_profit', where: harbor, against: 'BUDGET' })).rejects.toMatchObject({
    code: 'NO_BUDGET',
    message: expect.stringContaining('nothing is budgeted for labour_cost in 2026-07'),
  })
  await expect(msp.explain({ metric: 'overdue', against: 'BUDGET' })).rejects.toMatchObject({
    code: 'IMPOSSIBLE_COMPARISON',
  })
})

test('against a target: without one it says so, with one the costs are what can be changed', async () => {
  await expect(msp.explain({ metric: 'gross_profit', where: harbor, against: 'TARGET' })).rejects.toMatchObject({
    code: 'NO_TARGET',
  })
  const set = (metric: string, value: number | null, clientId: string | null = null) =>
    setTarget(msp.database.orm.em.fork(), msp.owner, { metric, value, clientId }, { now: NOW, gate: createWriteGate() })
  await set('gross_margin_pct', 30)
  await set('gross_margin_pct', 40, await msp.clientId('Harbor Dental'))
  const { sentence, drivers } = await msp.explain({ metric: 'gross_margin_pct', where: harbor, against: 'TARGET' })
  expect(sentence).toBe(
    'Harbor Dental’s gross margin was 35.0 % in July, 5.0 points below the target (40.0 %), mostly because labour cost is 54.2 % of revenue instead of 50.0 %.',
  )
  expect(drivers.map(({ key }) => key)).toEqual(['revenue', 'labour_cost', 'license_cost'])
  const other = await msp.explain({ metric: 'gross_margin_pct', where: cedar, against: 'TARGET' })
  expect(nearest(other.baseline)).toBe(30)
  await set('gross_margin_pct', null, await msp.clientId('Harbor Dental'))
  await set('gross_margin_pct', null)
  // Then the published band stands in, and says so.
  const band = await msp.explain({ metric: 'gross_margin_pct', where: harbor, against: 'TARGET' })
  expect(nearest(band.baseline)).toBeCloseTo(46.2, 10)
  expect(band.assumptions.map(({ code }) => code)).toContain('BENCHMARK_AS_TARGET')
  const log = await msp.sql`select action, details from audit_event where action like 'target.%' order by seq`
  expect(log.rows.map(({ action }) => action)).toEqual(['target.set', 'target.set', 'target.removed', 'target.removed'])
})

test('a margin that is not defined on a side is not explained, and profit is offered', async () => {
  const where = { clients: ['Old Mill'] }
  await expect(msp.explain({ metric: 'gross_margin_pct', where, against: 'PREVIOUS_PERIOD' })).rejects.toMatchObject({
    code: 'NOT_EXPLAINED',
    message:
      'Explaining gross_margin_pct: it is not defined, as revenue is not above 0, in 2026-07; explain gross_profit instead',
  })
  const { sentence } = await msp.explain({ metric: 'gross_profit', where, against: 'PREVIOUS_PERIOD' })
  expect(sentence).toBe(
    'Old Mill’s gross profit rose from −$250 in June to $0 in July (+$250), mostly because labour cost fell by $3,200 (40 fewer hours), although revenue fell by $3,000.',
  )
})

test('metrics that look into months or clients have no drivers, and say what to ask for', async () => {
  await expect(msp.explain({ metric: 'hhi', against: 'PREVIOUS_PERIOD' })).rejects.toMatchObject({
    code: 'NOT_EXPLAINED',
    message: expect.stringContaining('explain revenue instead'),
  })
})

test('every metric against every time, for all and for one, by all that carries it: nothing is left over', async () => {
  const metrics = [
    'revenue',
    'billed',
    'paid',
    'overdue',
    'invoice_count',
    'average_invoice',
    'labour_cost',
    'license_cost',
    'spend',
    'gross_profit',
    'gross_margin_pct',
    'service_margin_pct',
    'effective_rate_gross',
    'effective_rate_net',
    'contribution_rate',
    'hours',
    'billable_hours',
    'billable_value',
    'billable_ratio_pct',
    'available_hours',
    'utilization_pct',
    'billable_utilization_pct',
    'efficiency_ratio',
    'license_utilization_pct',
    'license_waste',
    'unbilled_seats',
    'unbilled_amount',
    'cost_per_used_seat',
    'seats_purchased',
    'seats_used',
  ]
  let count = 0
  for (const metric of metrics)
    for (const where of [undefined, harbor, { industries: ['Health'] }, { not: { clients: ['Cedar Clinic'] } }])
      for (const against of ['PREVIOUS_PERIOD', 'SAME_PERIOD_LAST_YEAR', 'PORTFOLIO'] satisfies Against[])
        for (const by of against === 'PREVIOUS_PERIOD' && !where ? [undefined, ...driverKinds] : [undefined])
          for (const period of by
            ? [{ named: '2026-06..2026-07' }]
            : [{ named: '2026-07' }, { named: '2026-06..2026-07' }]) {
            const input = { metric, where, against, by, period }
            const outcome = await msp.explain(input).catch((error: { code?: string }) => {
              if (!error.code) throw error
              return null
            })
            if (!outcome) continue
            count++
            expect([input, mistakes(outcome)]).toEqual([input, []])
            expect(outcome.sentence).toMatch(/^[A-Z].*\.$/)
            expect(outcome.sentence).not.toMatch(/undefined|NaN|null|\d{3}_|_/)
          }
  expect(count).toBeGreaterThan(300)
})

test('the value is what the table says', async () => {
  const table = await msp.metrics({ metrics: ['gross_margin_pct'], where: harbor, period: { named: '2026-07' } }, NOW)
  const { value } = await msp.explain({ metric: 'gross_margin_pct', where: harbor, against: 'PREVIOUS_PERIOD' })
  expect(nearest(value)).toBe(table.totals.values[0]!.value)
})

test('by product, work type and team', async () => {
  const hours = await msp.explain({ metric: 'hours', where: cedar, against: 'PREVIOUS_PERIOD' })
  expect(hours.sentence).toBe(
    'Cedar Clinic’s hours rose from 30 h in June to 80 h in July (+50 h), mostly because of project work (+80 h), in spite of reactive work (−30 h).',
  )
  const seats = await msp.explain({ metric: 'seats_purchased', against: 'PREVIOUS_PERIOD', by: 'PRODUCT' })
  expect(shown(seats.drivers)).toEqual(['Backup LOST 5 → –: -5', 'Office CHANGED 158 → 160: 2'])
  await expect(msp.explain({ metric: 'revenue', against: 'PREVIOUS_PERIOD', by: 'PRODUCT' })).rejects.toMatchObject({
    code: 'IMPOSSIBLE_GROUPING',
  })
})

test('as of an earlier upload, the explanation is of what was known', async () => {
  const before = await msp.explain({ metric: 'revenue', where: harbor, against: 'PREVIOUS_PERIOD' })
  await msp.accept(
    'invoices',
    'client,invoice_number,date,status,subtotal,tax_amount,service_line\nHarbor Dental,H-07b,2026-07-15,paid,1000,0,Projects',
  )
  const { sentence } = await msp.explain({ metric: 'revenue', where: harbor, against: 'PREVIOUS_PERIOD' })
  expect(sentence).toBe(
    'Harbor Dental’s revenue rose from $20,000 in June to $21,000 in July (+$1,000), mostly because of more invoiced without lines (+$1,000).',
  )
  const { rows } = await msp.sql`select uid from snapshot order by number`
  const uid = String(rows.at(-2)!.uid)
  const snapshot = Buffer.from(`Snapshot:${msp.organizationId}:${uid}`).toString('base64url')
  const then = await msp.explain({ metric: 'revenue', where: harbor, against: 'PREVIOUS_PERIOD', asOf: { snapshot } })
  expect(then.sentence).toBe(before.sentence)
})
