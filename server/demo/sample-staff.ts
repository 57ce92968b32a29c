import { csvText } from './csv-text.ts'
import { randomStream } from './random-stream.ts'
import { type SampleCalendar, usDate } from './sample-calendar.ts'

export interface SamplePerson {
  readonly name: string
  readonly email: string
  readonly team: 'Service desk' | 'Systems' | 'Projects' | 'Security'
  /** Hours a week. */
  readonly capacity: number
  /** Cents an hour. null: payroll has not sent it yet. */
  readonly costRate: number | null
  readonly billingRate: number
  /** The share of a working day that is logged; 1 is all of it. */
  readonly load: number
  /** First and last month of employment, counted as the sample's months. */
  readonly from: number
  readonly to: number
  /** A contractor is in no staff list; the time logs carry what an hour costs. */
  readonly contractor: boolean
}

interface Extras {
  readonly capacity?: number
  readonly load?: number
  readonly from?: number
  readonly to?: number
  readonly contractor?: true
}

function person(name: string, team: SamplePerson['team'], cost: number | null, bill: number, extras: Extras = {}) {
  return {
    name,
    email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@beaconridge.example`,
    team,
    capacity: 40,
    costRate: cost === null ? null : cost * 100,
    billingRate: bill * 100,
    load: 0.84,
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
    contractor: false,
    ...extras,
  }
}

/** Every name is invented. */
export const sampleStaff: readonly SamplePerson[] = [
  person('Maya Lopez', 'Service desk', 48, 135, { load: 0.9 }),
  person('Tom Okafor', 'Service desk', 46, 135),
  person('Ellie Brandt', 'Service desk', 44, 125, { load: 0.62 }),
  person('Sam Whitaker', 'Service desk', 43, 125, { to: 15 }),
  person('Noor Haddad', 'Service desk', 45, 125, { from: 16 }),
  person('Grace Lindqvist', 'Service desk', 49, 135, { capacity: 32 }),
  person('Devon Marsh', 'Systems', 63, 155, { load: 1.12 }),
  person('Irene Castellano', 'Systems', 65, 155),
  person('Kofi Mensah', 'Systems', 60, 150, { load: 0.87 }),
  person('Hannah Voss', 'Systems', 58, 150),
  person('Luis Ferreira', 'Projects', 68, 165),
  person('Amelia Stroud', 'Projects', 71, 165, { load: 0.8 }),
  person('Ravi Chandran', 'Projects', 66, 165),
  person('Beth Callahan', 'Security', 74, 185, { load: 0.78 }),
  person('Owen Takahashi', 'Security', 72, 185),
  person('Zoe Marchetti', 'Service desk', null, 125, { from: 21 }),
  person('Jordan Pike', 'Projects', 92, 165, { from: 12, to: 17, contractor: true }),
]

export const isEmployed = (person: SamplePerson, month: number): boolean => month >= person.from && month <= person.to

/** As an HR tool exports its people. */
export function sampleStaffCsv(calendar: SampleCalendar, seed: number): string {
  const random = randomStream(seed, 'staff')
  const dollars = (cents: number | null) => (cents === null ? null : (cents / 100).toFixed(2))
  return csvText(
    [
      'Employee',
      'Work Email',
      'Department',
      'Weekly Hours',
      'Hourly Cost',
      'Bill Rate',
      'Hire Date',
      'Termination Date',
    ],
    sampleStaff
      .filter(person => !person.contractor)
      .map(person => [
        person.name,
        person.email,
        person.team,
        person.capacity,
        dollars(person.costRate),
        dollars(person.billingRate),
        usDate(
          Number.isFinite(person.from)
            ? calendar.firstDay(person.from)
            : calendar.firstDay(-random.whole(3, 80)) + random.whole(13, 27),
        ),
        Number.isFinite(person.to) ? usDate(calendar.lastDay(person.to)) : null,
      ]),
  )
}
