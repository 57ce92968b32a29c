import { availabilities, type CapacityFact, capacityFacts } from './capacity-facts.ts'
import { type Day, earlierOf, type Month, monthOf } from './days.ts'
import { type InvoiceFact, invoiceFacts } from './invoice-facts.ts'
import { type LicenseFact, licenseFacts } from './license-facts.ts'
import { type TimeFact, timeFacts } from './time-facts.ts'
import type { World } from './world.ts'

export type FactKind = 'invoices' | 'time' | 'capacity' | 'licenses'

export interface Facts {
  readonly invoices: readonly InvoiceFact[]
  readonly time: readonly TimeFact[]
  readonly capacity: readonly CapacityFact[]
  readonly licenses: readonly LicenseFact[]
}

/** Everything that happened, licenses and capacity of the period only, as nothing looks beyond it. */
export const factsOf = (world: World, from: Day, to: Day): Facts => ({
  invoices: invoiceFacts(world),
  time: timeFacts(world),
  capacity: capacityFacts(availabilities(world), from, to),
  licenses: licenseFacts(world, from, to),
})

/** The month each dataset begins with; null: never uploaded. What lies before it is unknown, not nothing. */
export function beginningsOf(world: World): Record<FactKind, Month | null> {
  const first = (days: readonly (Day | null)[] | undefined): Month | null =>
    days === undefined || days.length === 0 ? null : monthOf(days.map(day => day ?? '0001-01-01').reduce(earlierOf))
  const staff = first(world.staff?.map(person => person.start))
  const time = first(world.timeLogs?.map(log => log.date))
  return {
    invoices: first(world.invoices?.map(invoice => invoice.date)),
    time,
    licenses: first(world.licenses?.map(license => license.start)),
    capacity: staff && time ? earlierOf(staff, time) : (staff ?? time),
  }
}
