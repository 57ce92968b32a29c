import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOfIso, monthOfIso } from '../../../server/analytics/calendar.ts'
import { toRational } from '../../../server/analytics/exact.ts'
import { exactText } from '../../../server/analytics/rational.ts'
import { measures } from '../../../server/metrics/catalogue/measures.ts'
import { addLicenses, addLicensesOfSteps } from '../../../server/metrics/facts/add-licenses.ts'
import type { LicenseRow } from '../../../server/metrics/facts/license.ts'
import { licenseSlots } from '../../../server/metrics/facts/license-slots.ts'
import { LicenseTable } from '../../../server/metrics/facts/license-table.ts'
import { everything } from '../../../server/metrics/filters/row-filter.ts'
import { Grid } from '../../../server/metrics/grid/grid.ts'
import { blank, Members } from '../../../server/metrics/names/member.ts'
import { spanOfMonths } from '../../../server/metrics/periods/day-span.ts'
import { measureValue } from '../../../server/metrics/plan/measure-value.ts'

const license = (given: Partial<LicenseRow>): LicenseRow => ({
  client_id: 1,
  product_id: 1,
  vendor_id: null,
  seats_purchased: 10,
  seats_assigned: 8,
  seats_used: 6,
  seats_billed: 9,
  cost_per_seat: 2000,
  total_cost: null,
  billing_period: 'annual',
  start_day: null,
  end_day: null,
  is_active: 1,
  ...given,
})
const day = (iso: string) => dayOfIso(iso)!
const months = (from: string, to: string) => spanOfMonths(monthOfIso(from)!, monthOfIso(to)!)

/** Measures of these licenses over some months, all together. */
function valuesOf(keys: readonly string[], licenses: readonly LicenseRow[], span = months('2026-01', '2026-03')) {
  const grid = new Grid([], [span])
  const asked = keys.map(key => measures.get(key)!)
  const table = new LicenseTable(licenses)
  addLicenses(grid, table, table.matching(everything), new Set(asked.map(measure => measure.slot)))
  const setting = { digits: 2, firstDay: new Map([['licenses', 0] as const]), today: day('2026-11-21') }
  const cells = { grid, setting, months: null, clients: null, previous: null }
  return asked.map(measure => {
    const value = measureValue(measure, cells, 0)
    return value && exactText(toRational(value))
  })
}
const cost = (licenses: readonly LicenseRow[], span?: ReturnType<typeof months>) =>
  valuesOf(['license_cost'], licenses, span)[0]

test('a month costs seats × cost per seat, or the total of a month, or a twelfth of a year’s', () => {
  expect(cost([license({})], months('2026-01', '2026-01'))).toBe('200')
  expect(cost([license({ total_cost: 100_000, billing_period: 'monthly' })], months('2026-01', '2026-01'))).toBe('1000')
  expect(cost([license({ total_cost: 100_000 })], months('2026-01', '2026-01'))).toBe('250/3')
  expect(cost([license({ total_cost: 100_000 })], months('2026-01', '2026-12'))).toBe('1000')
})

test('it counts in every month it touches, whole, open ends reaching all of them', () => {
  expect(cost([license({ start_day: day('2026-01-31'), end_day: day('2026-02-01') })])).toBe('400')
  expect(cost([license({ end_day: day('2026-01-01') })])).toBe('200')
  expect(cost([license({ start_day: day('2026-03-31') })])).toBe('200')
  expect(cost([license({ start_day: day('2026-04-01') })])).toBe('0')
})

test('a period that cuts a month counts it whole', () => {
  expect(cost([license({})], { from: day('2026-01-20'), to: day('2026-02-03') })).toBe('400')
})

test('an inactive license never counts', () => {
  expect(valuesOf(['license_cost', 'seats_purchased'], [license({ is_active: 0 })])).toEqual(['0', '0'])
})

test('seats of several months are the sum ÷ months in which there is any license', () => {
  const early = license({ end_day: day('2026-01-31') })
  const late = license({ start_day: day('2026-03-01'), seats_purchased: 5 })
  expect(valuesOf(['seats_purchased'], [early, late])).toEqual(['7.5'])
  expect(valuesOf(['seats_purchased'], [early, license({}), late])).toEqual(['15'])
})

test('waste and gaps are taken per license and month, never on sums', () => {
  const short = license({ seats_used: 12 })
  const gaps = ['license_waste', 'unbilled_seats', 'unassigned_seats', 'overbilled_seats', 'shadow_seats']
  expect(valuesOf(gaps, [license({}), short], months('2026-01', '2026-01'))).toEqual(['80', '2', '4', '2', '0'])
  expect(valuesOf(['shadow_seats', 'shadow_amount'], [license({ seats_assigned: 13 })])).toEqual(['3', '180'])
})

test('what a license does not say is left out; where none says it, it is null', () => {
  const silent = license({ seats_used: null, seats_billed: null, cost_per_seat: null })
  const keys = ['seats_used', 'seats_billed', 'license_cost', 'license_waste', 'unbilled_seats', 'unbilled_amount']
  expect(valuesOf(keys, [silent])).toEqual([null, null, null, null, null, null])
  expect(valuesOf(keys, [silent, license({})], months('2026-01', '2026-01'))).toEqual([
    '6',
    '9',
    '200',
    '80',
    '1',
    '20',
  ])
  expect(valuesOf(['seats_purchased', 'counted_seats_purchased'], [silent, license({})])).toEqual(['20', '10'])
})

const seats = fc.integer({ min: 1, max: 9 })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 })
const someDay = fc.integer({ min: day('2025-10-01'), max: day('2026-09-30') })
const someLicenses: fc.Arbitrary<LicenseRow[]> = fc.array(
  fc.record({
    client_id: seats,
    product_id: fc.integer({ min: 1, max: 3 }),
    vendor_id: maybe(fc.integer({ min: 1, max: 2 })),
    seats_purchased: seats,
    seats_assigned: maybe(seats),
    seats_used: maybe(seats),
    seats_billed: maybe(seats),
    cost_per_seat: maybe(fc.nat(3000)),
    total_cost: maybe(fc.nat(100_000)),
    billing_period: fc.constantFrom('monthly', 'annual'),
    start_day: maybe(someDay),
    end_day: maybe(someDay),
    is_active: fc.constantFrom(1, 1, 1, 0),
  }),
  { maxLength: 40 },
)
const slotNames = licenseSlots.map(({ slot }) => slot)

test('one window, as of a page, takes what any number of windows take', () => {
  const month = fc.integer({ min: monthOfIso('2025-11')!, max: monthOfIso('2026-08')! })
  const columns = fc.subarray(['client_id', 'product_id', 'vendor_id'] as const)
  fc.assert(
    fc.property(someLicenses, month, fc.nat(3), columns, fc.subarray(slotNames), (licenses, first, more, by, asked) => {
      const table = new LicenseTable(licenses)
      const gridOf = () =>
        new Grid(
          by.map(column => new Members(column, 0, id => ({ ...blank, key: `${id}` }))),
          [spanOfMonths(first, first + more)],
        )
      const [quick, plain] = [gridOf(), gridOf()]
      addLicenses(quick, table, table.matching(everything), new Set(asked))
      addLicensesOfSteps(plain, table, table.matching(everything), new Set(asked))
      expect(quick.groups.count).toBe(plain.groups.count)
      const [a, b] = [quick.sums('licenses'), plain.sums('licenses')]
      for (let group = 0; group < plain.groups.count; group++) {
        expect(quick.groups.membersOf(group)).toEqual(plain.groups.membersOf(group))
        expect(a.months(group)).toEqual(b.months(group))
        for (const { slot, unknown } of licenseSlots) {
          expect(a.value(slot, group), slot).toEqual(b.value(slot, group))
          expect(a.count(unknown, group), unknown).toBe(b.count(unknown, group))
        }
        expect(a.count('rows', group)).toBe(b.count('rows', group))
      }
    }),
  )
})
