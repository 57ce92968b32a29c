import { type Columns, numbersOf } from '../../db/columns.ts'
import type { Grid } from '../grid/grid.ts'
import { addMonths } from '../months/add-months.ts'
import type { MonthTable } from '../months/month-table.ts'
import type { People } from '../names/people.ts'
import type { PersonRate, ratedSums, timeSums } from '../sql/month-change-queries.ts'

/**
 * Adds what the time logs say by themselves, from the rollup by client and month. Hours in hundredths, money in
 * hundredths of hours × minor units.
 */
export function addTimeMonths(grid: Grid, table: MonthTable, chosen: Int32Array): void {
  const { rows, hours, billable_hours, cost, value } = table.sums as Sums<(typeof timeSums)[number]>
  addMonths(grid, 'time', table, chosen, { rows, hours, billableHours: billable_hours, cost, value })
}

type Sums<Name extends string> = Readonly<Record<Name, Float64Array>>

/** Adds what needed a rate from the staff list, from the rollup: see `ratedSlots`. */
export function addRatedMonths(grid: Grid, table: MonthTable, chosen: Int32Array): void {
  const { unvalued_hours, ...sums } = table.sums as Sums<(typeof ratedSums)[number]>
  addMonths(grid, 'time', table, chosen, { ...sums, unvaluedHours: unvalued_hours })
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
 * The slots of rows that came as columns, by person where a rate is needed.
 * @param rates of everybody; null: no row needs one
 */
export function timeSlots(rows: Columns, rates: readonly PersonRate[] | null): Readonly<Record<string, Float64Array>> {
  const column = (name: string) => numbersOf(rows, name)
  const said = { rows: column('rows'), hours: column('hours'), billableHours: column('billable_hours') }
  const [cost, value] = [column('cost'), column('value')]
  if (!rates) return { ...said, cost, value }
  const rated = ratedSlots(rows, rates)
  return {
    ...{ ...said, ...rated },
    cost: cost.map((own, row) => own + rated.cost[row]!),
    value: value.map((own, row) => own + rated.value[row]!),
  }
}

/**
 * What needed a rate from the staff list, the same sums as `ratedMonthQuery` takes. Without a cost rate it costs what the
 * log bills (imputed), and nothing for logs without any rate (bare); without a billing rate the hours stay unvalued.
 */
function ratedSlots(rows: Columns, rates: readonly PersonRate[]) {
  const ofPerson = new Map(rates.map(rate => [rate.person, rate]))
  const column = (name: string) => numbersOf(rows, name)
  const [costRows, costHours, billingCost] = [column('cost_rows'), column('cost_hours'), column('billing_cost')]
  const [bareRows, valueRows, valueHours] = [column('bare_rows'), column('value_rows'), column('value_hours')]
  const empty = () => new Float64Array(rows.count)
  const slots = {
    ...{ cost: empty(), imputed: empty(), bare: empty(), value: empty() },
    ...{ unvalued: empty(), unvaluedHours: empty(), ambiguous: empty() },
  }
  for (const [row, person] of column('person_id').entries()) {
    const { cost = null, billing = null, ambiguous = false } = ofPerson.get(person) ?? {}
    slots.cost[row] = cost === null ? billingCost[row]! : costHours[row]! * cost
    slots.imputed[row] = cost === null ? costRows[row]! - bareRows[row]! : 0
    slots.bare[row] = cost === null ? bareRows[row]! : 0
    slots.value[row] = valueHours[row]! * (billing ?? 0)
    slots.unvalued[row] = billing === null ? valueRows[row]! : 0
    slots.unvaluedHours[row] = billing === null ? valueHours[row]! : 0
    slots.ambiguous[row] = ambiguous ? costRows[row]! : 0
  }
  return slots
}
