import { type Month, monthsFrom } from './days.ts'
import type { Chance } from './random.ts'
import type { WorldStaff, WorldTimeLog } from './world.ts'

const STRANGERS = [
  { name: 'Contractor Kim', email: null },
  { name: 'Pat Doe', email: 'pat@elsewhere.example' },
]
const PROJECTS = ['Server migration', 'server  Migration', 'Wi-Fi', 'Audit 2025']

export interface TimePlan {
  readonly clients: number
  readonly count: number
  readonly months: readonly [Month, Month]
  readonly staff: readonly WorldStaff[]
}

/** Time logs as tools export them: people named by e-mail, by name in any spelling, or unknown to the staff list. */
export function makeTimeLogs(chance: Chance, plan: TimePlan): WorldTimeLog[] {
  const months = monthsFrom(...plan.months)
  const logs = Array.from({ length: plan.count }, (_, index): WorldTimeLog => {
    const workType = chance.maybe(15, chance.pick(['reactive', 'proactive', 'project', 'internal'] as const))
    return {
      client: workType === 'internal' && chance.percent(70) ? null : chance.between(0, plan.clients - 1),
      ...named(chance, plan.staff),
      date: `${chance.pick(months)}-${String(chance.between(1, 28)).padStart(2, '0')}`,
      hours: chance.pick([25, 50, 75, 100, 133, 150, 400, 725]),
      rate: chance.maybe(35, chance.pick([15000, 12500, 8999])),
      costRate: chance.maybe(65, chance.pick([5500, 6667, 0])),
      billable: chance.pick([true, true, null, false]),
      workType,
      project: chance.maybe(50, chance.pick(PROJECTS)),
      externalId: chance.maybe(50, `TE-${index}`),
    }
  })
  // Equal rows without an id all count.
  return [...logs, ...logs.filter(log => log.externalId === null).slice(0, 2)]
}

function named(chance: Chance, staff: readonly WorldStaff[]): Pick<WorldTimeLog, 'staffName' | 'staffEmail'> {
  if (chance.percent(15)) {
    const stranger = chance.pick(STRANGERS)
    return { staffName: stranger.name, staffEmail: stranger.email }
  }
  const person = chance.pick(staff)
  const name = chance.pick([person.name, person.name.toUpperCase(), person.name.replace(' ', '  ')])
  // A shared name without an e-mail stays unresolved; an e-mail in capitals is the same e-mail.
  const email = person.email && chance.percent(60) ? chance.pick([person.email, person.email.toUpperCase()]) : null
  return { staffName: name, staffEmail: email }
}
