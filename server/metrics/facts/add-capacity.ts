import { firstDayOfMonth, lastDayOfMonth, monthOfDay, weekdaysBetween } from '../../analytics/calendar.ts'
import type { Grid } from '../grid/grid.ts'
import type { StaffMember } from '../names/people.ts'
import { overlap } from '../periods/day-span.ts'

/** Hundredths of hours a week of somebody without a staff row. */
const DEFAULT_CAPACITY = 4000

/** Somebody's working time: hundredths of hours a week, between two days. */
export interface Capacity {
  /** Position among the people. */
  readonly staff: number
  readonly capacity: number
  readonly from: number
  readonly to: number
  /** There is no staff row: 40 hours a week are assumed. */
  readonly assumed: boolean
}

/**
 * Everybody's capacity: staff rows by themselves; others with 40 hours a week from their first to their last month
 * with time, months between included.
 * @param months first and last month with time, by person of the time logs
 */
export function capacities(
  members: readonly StaffMember[],
  months: ReadonlyMap<number, { readonly first: number; readonly last: number }>,
): Capacity[] {
  return members.flatMap((member, staff): Capacity[] => {
    if (member.staff) {
      const { capacity, start_day: start, end_day: end } = member.staff
      const [from, to] = [start ?? Number.NEGATIVE_INFINITY, end ?? Number.POSITIVE_INFINITY]
      return [{ staff, capacity, from, to, assumed: false }]
    }
    const worked = member.persons.flatMap(person => months.get(person) ?? [])
    if (worked.length === 0) return []
    const from = firstDayOfMonth(Math.min(...worked.map(span => span.first)))
    const to = lastDayOfMonth(Math.max(...worked.map(span => span.last)))
    return [{ staff, capacity: DEFAULT_CAPACITY, from, to, assumed: true }]
  })
}

/** Adds available hours, in fifths of hundredths: capacity a week × weekdays, by day where a window cuts a month. */
export function addCapacity(grid: Grid, all: readonly Capacity[]): void {
  for (const { staff, capacity, from, to, assumed } of all) {
    let group = -1
    for (const [index, window] of grid.windows.entries()) {
      const days = overlap(window, { from, to })
      if (!days) continue
      if (group < 0) group = grid.groupOf({ staff })
      const sums = grid.reserve('capacity')
      const cell = group * grid.windows.length + index
      sums.slot('rows')[cell]! += 1
      sums.slot('available')[cell]! += capacity * weekdaysBetween(days.from, days.to)
      if (assumed) sums.slot('defaults')[cell]! += 1
      for (let month = monthOfDay(days.from); month <= monthOfDay(days.to); month++) sums.mark(cell, month)
    }
  }
}
