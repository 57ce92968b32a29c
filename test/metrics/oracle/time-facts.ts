import type { Day } from './days.ts'
import { type Fraction, fraction, times } from './fraction.ts'
import { personOf, type WorldPerson } from './people.ts'
import { type ClientTraits, traitsOf } from './traits.ts'
import type { World } from './world.ts'

export interface TimeFact extends ClientTraits {
  readonly day: Day
  readonly person: WorldPerson
  readonly project: string | null
  readonly workType: string | null
  readonly hours: Fraction
  readonly isBillable: boolean
  /** null: no rate is known. */
  readonly cost: Fraction | null
  /** Hours × billing rate of a billable row; null: no rate is known, or not billable. */
  readonly value: Fraction | null
}

export function timeFacts(world: World): TimeFact[] {
  return (world.timeLogs ?? []).map(log => {
    const person = personOf(world, log.staffName, log.staffEmail)
    const hours = fraction(log.hours, 100)
    const money = (rate: number | null | undefined): Fraction | null =>
      rate === null || rate === undefined ? null : times(hours, fraction(rate, 100))
    const isBillable = log.billable ?? true
    return {
      ...traitsOf(world, log.client),
      day: log.date,
      person,
      project: log.project,
      workType: log.workType,
      hours,
      isBillable,
      cost: money(log.costRate ?? person.staff?.costRate ?? world.defaultCostRate ?? log.rate),
      value: isBillable ? money(log.rate ?? person.staff?.billingRate) : null,
    }
  })
}
