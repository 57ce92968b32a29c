import { firstDayOf, lastDayOf, type Month, monthsFrom } from './days.ts'
import type { Chance } from './random.ts'
import type { WorldClient, WorldStaff } from './world.ts'

const FIRST = ['Harbor', 'Cedar', 'Blue Ridge', 'O’Brien', 'Nordic', 'Évora', 'Acme', 'Summit', 'Delta', 'Prairie']
const SECOND = ['Dental Group', 'Law', 'Logistics, Inc.', 'Clinic', 'Foods', 'Bank & Trust', 'Schools', 'Print "24/7"']
const INDUSTRIES = ['Healthcare', 'Legal', 'legal', 'Finance', 'Retail']
const GIVEN = ['Maya', 'Sam', 'Ana', 'Joe', 'Li', 'Zoë', 'Omar', 'Ines']
const FAMILY = ['Lopez', 'Lee', 'Ruiz', 'Stone', 'Wang', 'O’Neil', 'Said']
const TEAMS = ['Service desk', 'Projects', 'service  desk', 'NOC']

/** So many clients with names all different, some without industry, some left. */
export function makeClients(chance: Chance, count: number): WorldClient[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${FIRST[index % FIRST.length]} ${SECOND[(index * 3 + Math.floor(index / 10)) % SECOND.length]}${index >= 40 ? ` ${index}` : ''}`,
    externalId: chance.maybe(40, `C-${1000 + index}`),
    industry: chance.maybe(20, chance.pick(INDUSTRIES)),
    isActive: chance.pick([true, true, true, null, false]),
  }))
}

/** Staff with and without e-mail, rates, team and dates; from five on, two of them share a name. */
export function makeStaff(chance: Chance, count: number, months: readonly [Month, Month]): WorldStaff[] {
  const span = monthsFrom(...months)
  return Array.from({ length: count }, (_, index) => {
    const name =
      index === 4 ? `${GIVEN[0]} ${FAMILY[0]}` : `${GIVEN[index % GIVEN.length]} ${FAMILY[index % FAMILY.length]}`
    const joined = chance.percent(30) ? firstDayOf(chance.pick(span)) : null
    const middle = chance.percent(50) && joined ? `${joined.slice(0, 8)}11` : joined
    const left = chance.percent(20) ? lastDayOf(chance.pick(span)) : null
    return {
      name,
      // The two who share a name both have an e-mail, as each needs a key of its own.
      email: chance.maybe(index === 0 || index === 4 ? 0 : 30, `tech${index}@msp.example`),
      capacity: chance.pick([4000, 4000, 3750, 2000, null]),
      costRate: chance.maybe(25, chance.pick([6200, 4525, 0, 5833])),
      billingRate: chance.maybe(30, chance.pick([15000, 12550, 9999])),
      team: chance.maybe(20, chance.pick(TEAMS)),
      start: index === 0 ? null : middle,
      end: left && (middle === null || left >= middle) ? left : null,
    }
  })
}
