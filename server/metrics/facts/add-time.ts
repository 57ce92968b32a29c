import { addRows, type TimedRow } from '../grid/add-rows.ts'
import type { Grid } from '../grid/grid.ts'
import type { People } from '../names/people.ts'
import type { OpenTimeSums, PersonRate, RatedTimeSums, TimeSums } from '../sql/time-queries.ts'

/** Adds what the time logs say by themselves. Hours in hundredths, money in hundredths of hours × minor units. */
export function addTime(grid: Grid, rows: readonly (TimeSums & TimedRow)[]): void {
  addRows(
    grid,
    'time',
    rows.filter(row => row.rows !== 0),
    {
      rows: row => row.rows,
      hours: row => row.hours,
      billableHours: row => row.billable_hours,
      cost: row => row.cost,
      value: row => row.value,
    },
  )
}

/**
 * The rates of everybody whom time logs name. Cost: the staff member's rate, else the organization's default. Billing:
 * the staff member's.
 * @param defaultCostRate minor units an hour; null: not set
 */
export function personRates(people: People, defaultCostRate: number | null): PersonRate[] {
  return [...people.memberOfPerson].map(([person, position]) => {
    const { staff, ambiguous } = people.members[position]!
    const cost = staff?.cost_rate ?? defaultCostRate
    return { person, cost, billing: staff?.billing_rate ?? null, ambiguous }
  })
}

/**
 * Adds what needed a rate from the staff list. Without a cost rate it costs what the log bills (imputed), and nothing
 * for logs without any rate (bare); without a billing rate the hours stay unvalued.
 */
export function addRatedTime(grid: Grid, rows: readonly (RatedTimeSums & TimedRow)[]): void {
  addRows(grid, 'time', rows, {
    cost: row => row.cost,
    imputed: row => row.imputed,
    bare: row => row.bare,
    value: row => row.value,
    unvalued: row => row.unvalued,
    unvaluedHours: row => row.unvalued_hours,
    ambiguous: row => row.ambiguous,
  })
}

/** The same sums as `timeOpenMonthQuery` takes, of rows by person. */
export function ratedTime<Row extends OpenTimeSums>(
  rows: readonly Row[],
  rates: readonly PersonRate[],
): (Row & RatedTimeSums)[] {
  const ofPerson = new Map(rates.map(rate => [rate.person, rate]))
  return rows.map(row => {
    const { cost = null, billing = null, ambiguous = false } = ofPerson.get(row.person_id) ?? {}
    return {
      ...row,
      cost: cost === null ? row.billing_cost : row.cost_hours * cost,
      imputed: cost === null ? row.cost_rows - row.bare_rows : 0,
      bare: cost === null ? row.bare_rows : 0,
      value: row.value_hours * (billing ?? 0),
      unvalued: billing === null ? row.value_rows : 0,
      unvalued_hours: billing === null ? row.value_hours : 0,
      ambiguous: ambiguous ? row.cost_rows : 0,
    }
  })
}
