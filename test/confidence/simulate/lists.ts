import { firstDayOfMonth, lastDayOfMonth, weekdaysBetween } from '../../../server/analytics/calendar.ts'
import type { RandomStream } from '../../../server/demo/random-stream.ts'
import { exponential } from './draws.ts'
import type { Habits } from './habits.ts'
import type { BusinessShape } from './shapes.ts'
import type { MadeUpload } from './simulated-dataset.ts'

/** Seats of a license; used: null where it is not said. */
export interface Seats {
  readonly purchased: number
  readonly used: number | null
  /** A seat and month, in minor units; null: not said. */
  readonly price: number | null
}

/** How an upload of the list has a license, besides the seats of its day. */
export interface Listing {
  readonly factor: number
  readonly usedKnown: boolean
  readonly priceKnown: boolean
  /** Index of the month that the list was made in. */
  readonly month: number
}

/** A license as it truly was by month, and as each upload of the list has it (null: not in it). */
export interface SimulatedLicense {
  readonly client: number
  readonly truth: readonly Seats[]
  readonly listed: readonly (Listing | null)[]
}

/** What a listing says of a month. */
export function listedSeats(
  { truth, listed }: SimulatedLicense,
  upload: number,
  month: number,
  keepsPast: boolean,
): Seats | null {
  const listing = listed[upload]
  if (!listing) return null
  const { purchased, used, price } = truth[keepsPast ? Math.min(month, listing.month) : listing.month]!
  return {
    purchased: Math.max(1, Math.round(purchased * listing.factor)),
    used: listing.usedKnown ? used : null,
    price: listing.priceKnown ? price : null,
  }
}

export interface SimulatedLists {
  readonly firstMonth: number
  /** The list keeps what was: a change ends one row and starts another. Else it says only how things are. */
  readonly keepsPast: boolean
  readonly licenses: readonly SimulatedLicense[]
  readonly licenseUploads: readonly MadeUpload[]
  /** Hours available in a month: the truth, and as known before and after the staff list is put right. */
  readonly capacity: (month: number) => { readonly truth: number; readonly before: number; readonly after: number }
  readonly staffUploads: readonly MadeUpload[]
  /** The day the staff list is put right; Infinity: never. */
  readonly staffRight: number
  readonly people: number
  /** People without a staff row, before it is put right. */
  readonly unlisted: number
}

export interface ListFrame {
  readonly shape: BusinessShape
  readonly habits: Habits
  readonly clients: number
  readonly firstMonth: number
  readonly months: number
  readonly firstUpload: number
  readonly end: number
}

export function simulatedLists(random: RandomStream, frame: ListFrame): SimulatedLists {
  const licenseUploads = listUploads(random, frame)
  const licenses: SimulatedLicense[] = []
  for (let client = 0; client < frame.clients; client++)
    for (let license = random.whole(...frame.shape.licenses); license > 0; license--)
      licenses.push(simulatedLicense(random, client, frame, licenseUploads))
  const people = random.whole(3, 12)
  const unlisted = random.chance(0.4) ? random.whole(1, Math.max(1, Math.floor(people / 3))) : 0
  const partTime = Array.from({ length: unlisted }, () => random.pick([16, 24, 32, 40, 40]))
  const hours = (month: number, week: number) =>
    (week / 5) * weekdaysBetween(firstDayOfMonth(month), lastDayOfMonth(month))
  const wrong = random.chance(frame.habits.wrong * 3) ? random.between(0.85, 1.15) : 1
  const truthWeek = (people - unlisted) * 40 + partTime.reduce((sum, week) => sum + week, 0)
  const staffUploads = listUploads(random, frame)
  return {
    firstMonth: frame.firstMonth,
    keepsPast: random.chance(0.6),
    licenses,
    licenseUploads,
    capacity: month => ({
      truth: hours(month, truthWeek),
      before: hours(month, people * 40 * wrong),
      after: hours(month, truthWeek),
    }),
    staffUploads,
    staffRight: random.chance(0.5) ? frame.firstUpload + exponential(random, 120) : Number.POSITIVE_INFINITY,
    people,
    unlisted,
  }
}

function listUploads(random: RandomStream, { firstUpload, end, habits }: ListFrame): MadeUpload[] {
  const every = random.pick([30, 30, 45, 90])
  const uploads: MadeUpload[] = []
  for (let day = firstUpload + random.whole(0, 10); day <= end; day += every + random.whole(0, 6))
    uploads.push({ ...list(day), conflicting: random.chance(habits.noise) ? 0.5 : 0 })
  return uploads
}

const list = (day: number): MadeUpload => ({
  day,
  from: day,
  to: day,
  firstDay: day,
  lastDay: day,
  rows: 0,
  rejected: [],
  conflicting: 0,
  repeated: 0,
})

function simulatedLicense(
  random: RandomStream,
  client: number,
  { firstMonth, months, habits }: ListFrame,
  uploads: readonly MadeUpload[],
): SimulatedLicense {
  let purchased = Math.max(1, Math.round(5 + exponential(random, 20)))
  let used = Math.max(0, Math.round(purchased * random.between(0.4, 1)))
  const price = random.pick([400, 900, 1250, 2200])
  const change = random.between(0, 0.12)
  const truth = Array.from({ length: months }, (): Seats => {
    if (random.chance(change)) purchased = Math.max(1, Math.round(purchased * random.between(0.8, 1.25)))
    if (random.chance(change * 2)) used += random.whole(-2, 2)
    used = Math.min(purchased, Math.max(0, used))
    return { purchased, used, price }
  })
  const unpriced = random.chance(habits.unrated) || random.chance(0.03)
  const unknownUse = random.chance(0.06)
  let wrong = 1
  let right = 0
  const listed = uploads.map((upload): Listing | null => {
    upload.rows++
    if (random.chance(habits.rejected / 2)) {
      upload.rejected.push(random.chance(0.5) ? upload.day + exponential(random, 40) : Number.POSITIVE_INFINITY)
      return null
    }
    if (upload.day >= right && random.chance(habits.wrong / 2)) {
      wrong = random.pick([0.5, 0.9, 1.1, 1.2, 2, 10])
      right = upload.day + exponential(random, habits.wrongDays)
    }
    const factor = upload.day < right ? wrong : 1
    if (factor !== 1 && random.chance(0.6)) upload.conflicting++
    const month = Math.min(months - 1, Math.max(0, monthsSince(firstMonth, upload.day)))
    return { factor, usedKnown: !unknownUse, priceKnown: !unpriced, month }
  })
  return { client, truth, listed }
}

function monthsSince(firstMonth: number, day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth() - firstMonth
}
