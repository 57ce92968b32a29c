import { isoOfDay, weekdayOfDay } from '../analytics/calendar.ts'
import { type CsvCell, csvText } from './csv-text.ts'
import { type RandomStream, randomStream } from './random-stream.ts'
import { centsText, SAMPLE_MONTHS, type SampleCalendar } from './sample-calendar.ts'
import { isServed, type SampleClient, sampleClients, usersIn } from './sample-clients.ts'
import { sampleMistakes } from './sample-mistakes.ts'
import { type SampleProject, sampleProjects } from './sample-projects.ts'
import { season } from './sample-seasons.ts'
import { isEmployed, type SamplePerson, sampleStaff } from './sample-staff.ts'

interface SampleTimeLog {
  readonly day: number
  readonly person: SamplePerson
  /** null: the firm's own time. */
  readonly client: SampleClient | null
  /** Quarters of an hour. */
  readonly quarters: number
  readonly billable: boolean
  readonly workType: 'Help Desk' | 'Maintenance' | 'Project' | 'Internal'
  readonly project: string | null
  readonly summary: string
}

/** How a team spends its time: on the firm itself, on projects; the rest looks after clients. */
const shares: Readonly<Record<SamplePerson['team'], { internal: number; project: number; reactive: number }>> = {
  'Service desk': { internal: 0.11, project: 0, reactive: 0.8 },
  Systems: { internal: 0.12, project: 0.15, reactive: 0.5 },
  Projects: { internal: 0.13, project: 0.72, reactive: 0.35 },
  Security: { internal: 0.16, project: 0.2, reactive: 0.25 },
}

const summaries = {
  'Help Desk': [
    'Restored mailbox',
    'Reset password and MFA',
    'Printer offline',
    'VPN will not connect',
    'Slow laptop',
    'Teams call quality',
    'Locked file on share',
    'New starter set up',
    'Suspicious e-mail reported',
  ],
  Maintenance: [
    'Patch window',
    'Backup check',
    'Firewall firmware',
    'Server health review',
    'License review',
    'Quarterly access review',
  ],
  Project: ['Planning', 'Discovery', 'Build', 'Cut-over', 'Testing', 'Documentation'],
  Internal: ['Team meeting', 'Training', 'Internal systems', 'Hiring interviews', 'Process documentation'],
} as const

/** Every entry of the sample, by day. Weekends are free; holidays leave the on-call person. */
function sampleTimeLogs(calendar: SampleCalendar, seed: number): readonly SampleTimeLog[] {
  const random = randomStream(seed, 'time logs')
  const projects = sampleProjects(seed)
  const logs: SampleTimeLog[] = []
  for (let month = 0; month < SAMPLE_MONTHS; month++) {
    const demand = demandOf(month, calendar.monthOfYear(month))
    const running = projects.filter(project => month >= project.from && month <= project.to)
    for (let day = calendar.firstDay(month); day <= calendar.lastDay(month); day++) {
      if (weekdayOfDay(day) > 5 || isHoliday(day)) continue
      for (const person of sampleStaff) {
        if (!isEmployed(person, month) || random.chance(0.075)) continue
        logs.push(...dayOf(random, { day, person, demand, running }))
      }
    }
  }
  return logs
}

function demandOf(month: number, monthOfYear: number) {
  const clients = sampleClients.filter(client => isServed(client, month))
  const weights = clients.map(client => usersIn(client, month) * client.appetite * season(client.industry, monthOfYear))
  return { clients, weights }
}

interface WorkingDay {
  readonly day: number
  readonly person: SamplePerson
  readonly demand: ReturnType<typeof demandOf>
  readonly running: readonly SampleProject[]
}

function* dayOf(random: RandomStream, { day, person, demand, running }: WorkingDay): Generator<SampleTimeLog> {
  const share = shares[person.team]
  let left = Math.round((person.capacity / 5) * person.load * random.between(0.86, 1.14) * 4)
  while (left > 0) {
    const kind = random.weighted([share.internal, running.length > 0 ? share.project : 0, 1 - share.internal])
    const workType =
      kind === 0 ? 'Internal' : kind === 1 ? 'Project' : random.chance(share.reactive) ? 'Help Desk' : 'Maintenance'
    const project = kind === 1 ? running[random.weighted(running.map(hoursAMonth))] : undefined
    const quarters = Math.min(left, random.pick(workType === 'Help Desk' ? [2, 3, 4, 4, 6, 8] : [4, 6, 8, 10, 12]))
    left -= quarters
    yield {
      day,
      person,
      client: kind === 0 ? null : (project?.client ?? demand.clients[random.weighted(demand.weights)] ?? null),
      quarters,
      billable: kind !== 0 && !random.chance(0.06),
      workType,
      project: project?.name ?? null,
      summary: random.pick(summaries[workType]),
    }
  }
}

const hoursAMonth = (project: SampleProject): number => project.hours / (project.to - project.from + 1)

/** New Year, Independence Day, Thanksgiving and the day after, Christmas. */
function isHoliday(day: number): boolean {
  const [, month, date] = isoOfDay(day).split('-').map(Number) as [number, number, number]
  if (month === 11) return date >= 22 && date <= 29 && thanksgiving(day, date)
  return (month === 1 && date === 1) || (month === 7 && date === 4) || (month === 12 && date === 25)
}

const thanksgiving = (day: number, date: number): boolean =>
  (weekdayOfDay(day) === 4 && date <= 28) || (weekdayOfDay(day) === 5 && date >= 23)

/** As a PSA exports its time entries. What an hour costs stands only where HR does not know it: with the contractor. */
export function sampleTimeLogsCsv(calendar: SampleCalendar, seed: number): string {
  const header = ['Time Entry ID', 'Date Worked', 'Resource Name', 'Resource Email', 'Company Name', 'Hours Worked']
  const columns = ['Billable', 'Work Type', 'Bill Rate', 'Hourly Cost', 'Project', 'Summary']
  const rows = sampleTimeLogs(calendar, seed).map((log, index): CsvCell[] => [
    `TE-${100_001 + index}`,
    isoOfDay(log.day),
    log.person.name,
    log.person.email,
    // The tool keeps names as each department typed them.
    (index % 97 === 0 ? log.client?.name.toUpperCase() : log.client?.name) ?? null,
    (log.quarters / 4).toFixed(2),
    log.billable ? 'Billable' : 'Non-Billable',
    log.workType,
    centsText(log.person.billingRate),
    log.person.contractor && log.person.costRate !== null ? centsText(log.person.costRate) : null,
    log.project,
    log.summary,
  ])
  return csvText([...header, ...columns], [...rows, ...sampleMistakes(calendar.lastDay(SAMPLE_MONTHS - 1))])
}
