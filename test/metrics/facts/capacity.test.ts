import { expect, test } from 'vitest'
import { dayOfIso, monthOfIso } from '../../../server/analytics/calendar.ts'
import { addCapacity, capacities } from '../../../server/metrics/facts/add-capacity.ts'
import { Grid } from '../../../server/metrics/grid/grid.ts'
import type { StaffMember, StaffRow } from '../../../server/metrics/names/people.ts'

const day = (iso: string) => dayOfIso(iso)!
const member = (staff: Partial<StaffRow> | null, persons: number[] = []): StaffMember => ({
  staff: staff && {
    row_key: 1,
    name: 'Maya',
    normal_name: 'maya',
    email: null,
    capacity: 4000,
    cost_rate: null,
    billing_rate: null,
    team_id: null,
    start_day: null,
    end_day: null,
    ...staff,
  },
  name: 'Maya',
  normalName: 'maya',
  email: null,
  ambiguous: false,
  persons,
})

/** Hours available between two days. */
function hours(members: readonly StaffMember[], from: string, to: string, worked = new Map()) {
  const grid = new Grid([], [{ from: day(from), to: day(to) }])
  addCapacity(grid, capacities(members, worked))
  return grid.sums('capacity').count('available', 0) / 500
}

test('40 hours a week are 8 for each Monday to Friday: February 2026 has 20 of them', () => {
  expect(hours([member({})], '2026-02-01', '2026-02-28')).toBe(160)
  expect(hours([member({ capacity: 2250 })], '2026-02-01', '2026-02-28')).toBe(90)
})

test('only days between start and end count, and of a cut month only its days', () => {
  expect(hours([member({ start_day: day('2026-02-23') })], '2026-02-01', '2026-02-28')).toBe(40)
  expect(hours([member({ end_day: day('2026-02-03') })], '2026-02-01', '2026-02-28')).toBe(16)
  expect(hours([member({})], '2026-02-07', '2026-02-09')).toBe(8)
})

test('who has no staff row has 40 hours a week from the first to the last month with time, months between too', () => {
  const worked = new Map([
    [1, { first: monthOfIso('2026-01')!, last: monthOfIso('2026-01')! }],
    [2, { first: monthOfIso('2026-03')!, last: monthOfIso('2026-03')! }],
  ])
  expect(hours([member(null, [1, 2])], '2025-12-01', '2026-12-31', worked)).toBe((22 + 20 + 22) * 8)
  expect(hours([member(null, [3])], '2025-12-01', '2026-12-31', worked)).toBe(0)
})
