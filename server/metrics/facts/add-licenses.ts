import type { Grid } from '../grid/grid.ts'
import type { Sums } from '../grid/sums.ts'
import { addLicensesOfStep } from './add-licenses-of-step.ts'
import { type LicenseSlot, neededSlots } from './license-slots.ts'
import { type Stays, staysIn } from './license-stays.ts'
import type { LicenseTable } from './license-table.ts'

/**
 * Adds licenses to every window they are in force in: costs and seats once for each month touched, the license itself
 * once as a row. What a license does not say counts as an unknown row of that slot.
 * @param chosen positions of the licenses
 * @param needed slots that are asked for; the others are not computed
 */
export function addLicenses(grid: Grid, licenses: LicenseTable, chosen: Int32Array, needed: ReadonlySet<string>): void {
  if (grid.windows.length === 1) addLicensesOfStep(grid, licenses, chosen, needed)
  else addLicensesOfSteps(grid, licenses, chosen, needed)
}

/** The same, of any number of windows. */
export function addLicensesOfSteps(
  grid: Grid,
  licenses: LicenseTable,
  chosen: Int32Array,
  needed: ReadonlySet<string>,
): void {
  const stays = staysIn(grid, licenses, chosen)
  if (stays.count === 0) return
  const sums = grid.reserve('licenses')
  addRows(sums, licenses, stays)
  sums.markLater(() => markMonths(sums, licenses, stays))
  for (const { slot, counts } of neededSlots(needed)) addSlot(sums, licenses, stays, slot, counts)
}

function addRows(
  sums: Sums,
  { first, last }: LicenseTable,
  { count, licenses, bases, from, to, firsts, lasts }: Stays,
): void {
  const rows = sums.slot('rows')
  for (let stay = 0; stay < count; stay++) {
    const license = licenses[stay]!
    for (let window = from[stay]!; window < to[stay]!; window++) {
      if (Math.max(first[license]!, firsts[window]!) > Math.min(last[license]!, lasts[window]!)) continue
      rows[bases[stay]! + window]! += 1
    }
  }
}

function markMonths(
  sums: Sums,
  { first, last }: LicenseTable,
  { count, licenses, bases, from, to, firsts, lasts }: Stays,
): void {
  for (let stay = 0; stay < count; stay++) {
    const license = licenses[stay]!
    for (let window = from[stay]!; window < to[stay]!; window++) {
      const start = Math.max(first[license]!, firsts[window]!)
      const end = Math.min(last[license]!, lasts[window]!)
      const cell = bases[stay]! + window
      // Every month of the window has been marked.
      if (sums.monthCount(cell) === lasts[window]! - firsts[window]! + 1) continue
      for (let month = start; month <= end; month++) sums.mark(cell, month)
    }
  }
}

function addSlot(sums: Sums, table: LicenseTable, stays: Stays, slot: LicenseSlot, countsUnknown: boolean): void {
  const { count, licenses, bases, from, to, firsts, lasts } = stays
  const { amount, whole, divisor } = table.column(slot)
  const column = sums.slot(slot.slot)
  for (let stay = 0; stay < count; stay++) {
    const license = licenses[stay]!
    const first = table.first[license]!
    const last = table.last[license]!
    const said = amount[license]!
    const each = whole[license]!
    for (let window = from[stay]!; window < to[stay]!; window++) {
      const months = Math.min(last, lasts[window]!) - Math.max(first, firsts[window]!) + 1
      if (months < 1) continue
      const cell = bases[stay]! + window
      if (Number.isNaN(said)) sums.slot(slot.unknown)[cell]! += countsUnknown ? 1 : 0
      else if (Number.isNaN(each)) sums.fraction(slot.slot, cell).add(said * months, divisor[license]!)
      else column[cell]! += each * months
    }
  }
}
