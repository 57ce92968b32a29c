import { type Day, daysFrom, earlierOf, firstDayOf, isWeekday, lastDayOf, laterOf, monthOf } from './days.ts'
import { type Fraction, fraction, nothing } from './fraction.ts'
import { personOf, staffPerson, type WorldPerson } from './people.ts'
import type { World } from './world.ts'

/** What a person can work on one day: nothing on a Saturday or Sunday, though they are there. */
export interface CapacityFact {
  readonly day: Day
  readonly person: WorldPerson
  readonly hours: Fraction
}

interface Availability {
  readonly person: WorldPerson
  readonly perWeek: number
  readonly from: Day
  readonly to: Day
}

/** Everybody on the staff list, and with 40 hours a week those whom only the time logs know. */
export function availabilities(world: World): Availability[] {
  const strangers = new Map<string, Availability>()
  for (const log of world.timeLogs ?? []) {
    const person = personOf(world, log.staffName, log.staffEmail)
    if (person.staff) continue
    const [from, to] = [firstDayOf(monthOf(log.date)), lastDayOf(monthOf(log.date))]
    const seen = strangers.get(person.key) ?? { person, perWeek: 4000, from, to }
    strangers.set(person.key, { ...seen, from: earlierOf(seen.from, from), to: laterOf(seen.to, to) })
  }
  const listed = (world.staff ?? []).map(staff => ({
    person: staffPerson(staff),
    perWeek: staff.capacity ?? 4000,
    from: staff.start ?? '0001-01-01',
    to: staff.end ?? '9999-12-31',
  }))
  return [...listed, ...strangers.values()]
}

/** A fifth of the week's hours for every weekday from `from` to `to`, and none for the days between. */
export function capacityFacts(people: readonly Availability[], from: Day, to: Day): CapacityFact[] {
  return people.flatMap(({ person, perWeek, from: start, to: end }) =>
    daysFrom(laterOf(from, start), earlierOf(to, end)).map(day => ({
      day,
      person,
      hours: isWeekday(day) ? fraction(perWeek, 500) : nothing,
    })),
  )
}
