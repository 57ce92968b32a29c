import type { Cell } from './cell.ts'
import type { FactKind } from './facts.ts'
import { type Fraction, fraction, nothing, over, times, total } from './fraction.ts'
import type { InvoiceFact } from './invoice-facts.ts'
import type { LicenseFact } from './license-facts.ts'

export type Value = Fraction | null
type Measure = (cell: Cell) => Value

/** Nothing where the dataset is silent, null where it does not reach or where no row's amount is known. */
function sum<T>(cell: Cell, kind: FactKind, rows: readonly T[], amount: (row: T) => Value): Value {
  if (!cell.knows(kind)) return null
  if (rows.length === 0) return nothing
  const known = rows.map(amount).filter(value => value !== null)
  return known.length === 0 ? null : total(known)
}

/**
 * An amount without a rate is left out; where nothing else is in the cell (no other invoice of the group and time, of
 * whatever status), every amount of it is unknown. Otherwise what is left out is only listed.
 */
function invoiced(cell: Cell, which: (fact: InvoiceFact) => boolean, amount: 'net' | 'tax' | 'billed'): Value {
  const converted = cell.invoices.filter(fact => fact.amounts !== null)
  if (cell.invoices.length > 0 && converted.length === 0) return null
  return sum(cell, 'invoices', converted.filter(which), fact => fact.amounts?.[amount] ?? null)
}

const isOverdue = (fact: InvoiceFact, businessDay: string): boolean =>
  fact.status === 'overdue' || (fact.status === 'pending' && fact.due !== null && fact.due < businessDay)

/** Σ of the monthly seats ÷ months in which the group has any license. */
function seats(cell: Cell, count: (fact: LicenseFact) => number | null): Value {
  const sumOfMonths = sum(cell, 'licenses', cell.licenses, fact => whole(count(fact)))
  const months = new Set(cell.licenses.map(fact => fact.month)).size
  return sumOfMonths && (months === 0 ? nothing : over(sumOfMonths, fraction(months)))
}

const whole = (count: number | null): Value => (count === null ? null : fraction(count))
const above = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(0, a - b)

/** The money in so many seats of a license in a month. */
const seatMoney = (fact: LicenseFact, count: number | null): Value =>
  count === null || fact.cost === null ? null : times(fraction(count, fact.purchased), fact.cost)

const gaps: Readonly<Record<string, (fact: LicenseFact) => number | null>> = {
  unbilled: fact => above(fact.purchased, fact.billed),
  unassigned: fact => above(fact.purchased, fact.assigned),
  overbilled: fact => above(fact.billed, fact.assigned),
  shadow: fact => above(fact.assigned, fact.purchased),
}

/** Σ used and Σ purchased, over license-months whose used count is known. */
export const usedSeats = (cell: Cell): { used: Fraction; purchased: Fraction } | null => {
  const known = cell.licenses.filter(fact => fact.used !== null)
  if (!cell.knows('licenses')) return null
  return {
    used: total(known.map(fact => fraction(fact.used!))),
    purchased: total(known.map(fact => fraction(fact.purchased))),
  }
}

export const invoiceMeasures = {
  revenue: cell => invoiced(cell, () => true, 'net'),
  tax: cell => invoiced(cell, () => true, 'tax'),
  billed: cell => invoiced(cell, () => true, 'billed'),
  paid: cell => invoiced(cell, fact => fact.status === 'paid', 'billed'),
  overdue: cell => invoiced(cell, fact => isOverdue(fact, cell.businessDay), 'billed'),
  invoice_count: cell => sum(cell, 'invoices', cell.invoices, () => fraction(1)),
} satisfies Record<string, Measure>

export const timeMeasures = {
  hours: cell => sum(cell, 'time', cell.time, fact => fact.hours),
  billable_hours: cell => sum(cell, 'time', billable(cell), fact => fact.hours),
  labour_cost: cell => sum(cell, 'time', cell.time, fact => fact.cost),
  billable_value: cell => sum(cell, 'time', billable(cell), fact => fact.value),
} satisfies Record<string, Measure>

const billable = (cell: Cell) => cell.time.filter(fact => fact.isBillable)

export const capacityMeasures = {
  available_hours: cell => sum(cell, 'capacity', cell.capacity, fact => fact.hours),
} satisfies Record<string, Measure>

export const licenseMeasures: Readonly<Record<string, Measure>> = {
  license_cost: cell => sum(cell, 'licenses', cell.licenses, fact => fact.cost),
  license_waste: cell =>
    sum(cell, 'licenses', cell.licenses, fact => seatMoney(fact, above(fact.purchased, fact.used))),
  seats_purchased: cell => seats(cell, fact => fact.purchased),
  seats_assigned: cell => seats(cell, fact => fact.assigned),
  seats_used: cell => seats(cell, fact => fact.used),
  seats_billed: cell => seats(cell, fact => fact.billed),
  ...Object.fromEntries(
    Object.entries(gaps).flatMap(([name, gap]): [string, Measure][] => [
      [`${name}_seats`, cell => seats(cell, gap)],
      [`${name}_amount`, cell => sum(cell, 'licenses', cell.licenses, fact => seatMoney(fact, gap(fact)))],
    ]),
  ),
}
