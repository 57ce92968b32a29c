import { type Day, type Month, monthOf, monthsFrom } from './days.ts'
import { type Fraction, fraction } from './fraction.ts'
import { type ClientTraits, traitsOf } from './traits.ts'
import type { World, WorldLicense } from './world.ts'

/** One license in one month it is in force. */
export interface LicenseFact extends ClientTraits {
  readonly month: Month
  readonly product: string
  readonly vendor: string | null
  readonly purchased: number
  readonly assigned: number | null
  readonly used: number | null
  readonly billed: number | null
  /** Of the month; null: unknown. */
  readonly cost: Fraction | null
}

/** Whole months: a license counts in every month that its dates touch, however short. */
export function licenseFacts(world: World, from: Day, to: Day): LicenseFact[] {
  return (world.licenses ?? []).flatMap(license =>
    monthsFrom(monthOf(from), monthOf(to))
      .filter(month => isInForce(license, month))
      .map(month => ({
        ...traitsOf(world, license.client),
        month,
        product: license.product,
        vendor: license.vendor,
        purchased: license.purchased,
        assigned: license.assigned,
        used: license.used,
        billed: license.billed,
        cost: monthlyCost(license),
      })),
  )
}

const isInForce = (license: WorldLicense, month: Month): boolean =>
  (license.isActive ?? true) &&
  (license.start === null || monthOf(license.start) <= month) &&
  (license.end === null || monthOf(license.end) >= month)

/** The total's share of a month (a year's twelfth, annual if not said), else seats × cost a seat and month. */
function monthlyCost(license: WorldLicense): Fraction | null {
  if (license.totalCost !== null) return fraction(license.totalCost, license.billingPeriod === 'monthly' ? 100 : 1200)
  return license.costPerSeat === null ? null : fraction(license.purchased * license.costPerSeat, 100)
}
