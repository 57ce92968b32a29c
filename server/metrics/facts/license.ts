import { monthOfDay } from '../../analytics/calendar.ts'

/** A license row as it is stored: seats, minor units, days since 1970. */
export interface LicenseRow {
  readonly client_id: number
  readonly product_id: number
  readonly vendor_id: number | null
  readonly seats_purchased: number
  readonly seats_assigned: number | null
  readonly seats_used: number | null
  readonly seats_billed: number | null
  readonly cost_per_seat: number | null
  readonly total_cost: number | null
  readonly billing_period: 'monthly' | 'annual'
  readonly start_day: number | null
  readonly end_day: number | null
  readonly is_active: number
}

/**
 * What a license costs in a month, in twelfths of minor units: the total (of a month, or a twelfth of a year's), else
 * seats × cost per seat; null: it does not say.
 */
export function monthlyCost(license: LicenseRow): number | null {
  const { total_cost: total, cost_per_seat: seat } = license
  if (total !== null) return license.billing_period === 'monthly' ? total * 12 : total
  return seat === null ? null : license.seats_purchased * seat * 12
}

/** First and last month it is in force, whole months; open ends reach as far as they are asked for. */
export const monthsInForce = (license: LicenseRow): { first: number; last: number } => ({
  first: license.start_day === null ? Number.NEGATIVE_INFINITY : monthOfDay(license.start_day),
  last: license.end_day === null ? Number.POSITIVE_INFINITY : monthOfDay(license.end_day),
})

/** Seats too many or too few, per license; null where a count is missing. */
export function seatGaps(license: LicenseRow) {
  const { seats_purchased: purchased, seats_assigned: assigned, seats_used: used, seats_billed: billed } = license
  const gap = (a: number | null, b: number | null) => (a === null || b === null ? null : Math.max(0, a - b))
  return {
    waste: gap(purchased, used),
    unbilled: gap(purchased, billed),
    unassigned: gap(purchased, assigned),
    overbilled: gap(billed, assigned),
    shadow: gap(assigned, purchased),
  }
}
