import { monthOfDay } from '../../analytics/calendar.ts'
import type { Grid } from '../grid/grid.ts'
import type { Sums } from '../grid/sums.ts'
import { type LicenseRow, monthlyCost, monthsInForce, seatGaps } from './license.ts'

/**
 * Adds licenses to every window they are in force in: costs and seats once for each month touched, the license itself
 * once as a row. What a license does not say counts as an unknown row of that slot. Inactive ones are left out.
 * @param needed slots that are asked for; the others are not computed
 */
export function addLicenses(grid: Grid, licenses: readonly LicenseRow[], needed: ReadonlySet<string>): void {
  const spans = grid.windows.map(window => ({ first: monthOfDay(window.from), last: monthOfDay(window.to) }))
  for (const license of licenses) {
    if (license.is_active === 0) continue
    const force = monthsInForce(license)
    let group = -1
    let says: Saying[] | null = null
    for (let window = 0; window < spans.length; window++) {
      const first = Math.max(force.first, spans[window]!.first)
      const last = Math.min(force.last, spans[window]!.last)
      if (first > last) continue
      if (group < 0) group = grid.groupOf({ ...license, vendor_id: license.vendor_id ?? 0 })
      const sums = grid.reserve('licenses')
      const cell = group * spans.length + window
      sums.slot('rows')[cell]! += 1
      for (let month = first; month <= last; month++) sums.mark(cell, month)
      says ??= sayings(license, needed)
      for (const say of says) add(sums, cell, say, last - first + 1)
    }
  }
}

/** What a license says of a slot for one month: a whole number, a fraction, or (null) nothing. */
interface Saying {
  readonly slot: string
  readonly unknown: string
  readonly amount: number | null
  readonly divisor: number
}

function sayings(license: LicenseRow, needed: ReadonlySet<string>): Saying[] {
  const { seats_purchased: purchased, seats_used: used } = license
  const cost = monthlyCost(license)
  const says: Saying[] = []
  const say = (slot: string, unknown: string, amount: number | null, divisor = 1) => {
    if (needed.has(slot)) says.push({ slot, unknown, amount, divisor })
  }
  const both = (a: number | null, b: number | null) => (a === null || b === null ? null : a * b)

  say('cost', 'uncosted', cost)
  say('purchased', 'purchasedUnknown', purchased)
  say('assigned', 'assignedUnknown', license.seats_assigned)
  say('used', 'usedUnknown', used)
  say('billed', 'billedUnknown', license.seats_billed)
  say('purchasedOfUsed', 'usedUnknown', used === null ? null : purchased)
  say('usedOfCosted', 'wasteUnknown', cost === null ? null : used)
  say('costOfUsed', 'wasteUnknown', used === null ? null : cost)
  for (const [name, seats] of Object.entries(seatGaps(license))) {
    if (name === 'waste') say('waste', 'wasteUnknown', both(seats, cost), purchased)
    else {
      say(name, `${name}Unknown`, seats)
      say(`${name}Amount`, `${name}AmountUnknown`, both(seats, cost), purchased)
    }
  }
  // Slots that share an unknown count it once.
  return says.filter(
    (saying, index) => saying.amount !== null || says.findIndex(s => s.unknown === saying.unknown) === index,
  )
}

function add(sums: Sums, cell: number, { slot, unknown, amount, divisor }: Saying, months: number): void {
  if (amount === null) sums.slot(unknown)[cell]! += 1
  else if (amount % divisor === 0) sums.slot(slot)[cell]! += (amount / divisor) * months
  else sums.fraction(slot, cell).add(amount * months, divisor)
}
