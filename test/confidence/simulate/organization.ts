import { firstDayOfMonth, lastDayOfMonth, weekdayOfDay } from '../../../server/analytics/calendar.ts'
import { type RandomStream, randomStream } from '../../../server/demo/random-stream.ts'
import { arrivals, type TrueRow } from './arrive.ts'
import { lognormal, normal, poisson } from './draws.ts'
import type { Habits } from './habits.ts'
import { type SimulatedLists, simulatedLists } from './lists.ts'
import type { BusinessShape } from './shapes.ts'
import type { SimulatedDataset } from './simulated-dataset.ts'
import { plannedUploads } from './upload-plan.ts'

/** The sums of a time log, in order: hundredths of hours, and cost in minor units by what its rate is known from. */
export const TIME = {
  hours: 0,
  billable: 1,
  cost: 2,
  openCost: 3,
  openBilling: 4,
  openRows: 5,
  bareCost: 6,
  bareRows: 7,
}
/** The sums of an invoice: net amount; and of the foreign ones amount and number. */
export const INVOICE = { net: 0, foreign: 1, foreignRows: 2 }

/** An organization with all of its past: what was true, and what its uploads said when. */
export interface SimulatedOrganization {
  readonly shape: string
  readonly clients: number
  readonly firstMonth: number
  /** Days of the first upload, and of the end of the simulation. */
  readonly firstUpload: number
  readonly end: number
  readonly time: SimulatedDataset
  readonly invoices: SimulatedDataset
  readonly lists: SimulatedLists
  /** The days that missing cost rates and exchange rates are uploaded; Infinity: never. */
  readonly ratesKnown: number
  readonly exchangeKnown: number
  readonly reviews: boolean
}

interface Activity {
  /** Expected time logs of a month. */
  readonly level: readonly number[]
  readonly foreign: number
  readonly fee: number
  readonly billableShare: number
}

/** Month 0 of all simulations, so that histories begin in different seasons. */
const JANUARY = 2022 * 12

export function simulatedOrganization(
  seed: number,
  shape: BusinessShape,
  habitsOf: (random: RandomStream) => Habits,
): SimulatedOrganization {
  const random = randomStream(seed, `organization ${shape.name}`)
  const habits = habitsOf(random)
  const clients = random.whole(...shape.clients)
  const firstMonth = JANUARY + random.whole(0, 11)
  const months = random.whole(...shape.months)
  const [start, end] = [firstDayOfMonth(firstMonth), lastDayOfMonth(firstMonth + months - 1)]
  const firstUpload = firstDayOfMonth(firstMonth + random.whole(1, Math.max(1, months - 3))) + random.whole(0, 25)
  const activities = Array.from({ length: clients }, () => activity(random, shape, habits, firstMonth, months))
  const known = (chance: number) =>
    random.chance(chance) ? firstUpload + random.whole(0, Math.max(1, end - firstUpload)) : Number.POSITIVE_INFINITY
  const rows = { time: [] as TrueRow[], invoices: [] as TrueRow[] }
  for (let client = 0; client < clients; client++)
    for (let index = 0; index < months; index++) {
      addWork(random, rows.time, { client, month: firstMonth + index, habits }, activities[client]!, index)
      addInvoices(random, rows.invoices, { client, month: firstMonth + index, shape }, activities[client]!, index)
    }
  const plan = { start, first: firstUpload, end, clients }
  const scaledTime = (sums: readonly number[], factor: number) =>
    sums.map((sum, index) => (index === TIME.openRows || index === TIME.bareRows ? sum : Math.round(sum * factor)))
  const scaledInvoice = (sums: readonly number[], factor: number) =>
    sums.map((sum, index) => (index === INVOICE.foreignRows ? sum : Math.round(sum * factor)))
  const time = arrivals(random, rows.time, plannedUploads(random, habits, plan), {
    clients,
    flow: { late: habits.lateTime, lateDays: habits.lateTimeDays, habits, scaled: scaledTime },
  })
  const invoices = arrivals(random, rows.invoices, plannedUploads(random, habits, plan), {
    clients,
    flow: { late: habits.lateInvoices, lateDays: habits.lateInvoiceDays, habits, scaled: scaledInvoice },
  })
  return {
    shape: shape.name,
    clients,
    firstMonth,
    firstUpload,
    end,
    time,
    invoices: { ...invoices, dayWeights: dayWeightsOf(rows.invoices) },
    lists: simulatedLists(random, { shape, habits, clients, firstMonth, months, firstUpload, end }),
    ratesKnown: known(0.7),
    exchangeKnown: habits.foreign > 0 ? known(0.8) : 0,
    reviews: habits.reviews,
  }
}

function activity(
  random: RandomStream,
  shape: BusinessShape,
  habits: Habits,
  firstMonth: number,
  months: number,
): Activity {
  const middle = lognormal(random, random.between(...shape.logs), shape.clientSpread)
  const growth = random.between(...shape.growth)
  const phase = random.whole(0, 2)
  const joined = random.chance(shape.joining) ? random.whole(0, months - 2) : 0
  let left = false
  const level = Array.from({ length: months }, (_, index) => {
    if (index > joined + 2 && random.chance(shape.leaving)) left = true
    if (left || index < joined || random.chance(shape.pause)) return 0
    const season = 1 + shape.season * Math.sin((2 * Math.PI * (firstMonth + index + phase)) / 12)
    const project = random.chance(shape.project) ? random.between(1.5, 3) : 1
    return middle * (1 + growth) ** index * season * project * Math.exp(shape.monthSpread * normal(random))
  })
  return {
    level,
    foreign: random.chance(habits.foreign) ? random.pick([0.3, 0.6, 1]) : 0,
    // In minor units: the middle month's hours at what an hour brings in.
    fee: middle * 150 * lognormal(random, 100, 0.4),
    billableShare: random.between(0.5, 0.98),
  }
}

interface WorkPlace {
  readonly client: number
  readonly month: number
  readonly habits: Habits
}

function addWork(
  random: RandomStream,
  rows: TrueRow[],
  { client, month, habits }: WorkPlace,
  { level, billableShare }: Activity,
  index: number,
): void {
  const count = poisson(random, level[index]!)
  for (let log = 0; log < count; log++) {
    const hours = Math.min(1200, Math.max(25, Math.round(lognormal(random, 120, 0.8) / 25) * 25))
    const cost = hours * random.pick([38, 45, 55, 70])
    const source = random.next()
    const bare = source < habits.unrated
    const open = !bare && source < habits.unrated + habits.unpriced
    rows.push({
      client,
      day: workDay(random, month),
      sums: [
        hours,
        random.chance(billableShare) ? hours : 0,
        bare || open ? 0 : cost,
        open ? cost : 0,
        open ? hours * random.pick([110, 130, 150]) : 0,
        Number(open),
        bare ? cost : 0,
        Number(bare),
      ],
    })
  }
}

function workDay(random: RandomStream, month: number): number {
  const [first, last] = [firstDayOfMonth(month), lastDayOfMonth(month)]
  for (;;) {
    const day = random.whole(first, last)
    if (weekdayOfDay(day) <= 5 || random.chance(0.05)) return day
  }
}

interface InvoicePlace {
  readonly client: number
  readonly month: number
  readonly shape: BusinessShape
}

function addInvoices(
  random: RandomStream,
  rows: TrueRow[],
  { client, month, shape }: InvoicePlace,
  { level, foreign, fee }: Activity,
  index: number,
): void {
  if (level[index] === 0) return
  const middle = level.find(value => value > 0)!
  const count = random.whole(...shape.invoices)
  for (let invoice = 0; invoice < count; invoice++) {
    // The first invoice is the month's fee, the others what came on top.
    const amount = Math.round(
      lognormal(random, invoice === 0 ? fee : fee * 0.4, shape.invoiceSpread) * (0.6 + (0.4 * level[index]!) / middle),
    )
    const isForeign = random.chance(foreign)
    rows.push({
      client,
      day: invoiceDay(random, month, invoice === 0 ? shape.invoiceDay : 'spread'),
      sums: [isForeign ? 0 : amount, isForeign ? amount : 0, Number(isForeign)],
    })
  }
}

function invoiceDay(random: RandomStream, month: number, when: BusinessShape['invoiceDay']): number {
  const [first, last] = [firstDayOfMonth(month), lastDayOfMonth(month)]
  if (when === 'first') return first + random.whole(0, 2)
  return when === 'end' ? last - random.whole(0, 2) : random.whole(first, last)
}

/** How much falls on each day of a month, as the product would count it. */
function dayWeightsOf(rows: readonly TrueRow[]): number[] {
  const weights = Array.from({ length: 31 }, () => 0.01)
  for (const { day } of rows) weights[new Date(day * 86_400_000).getUTCDate() - 1]! += 1
  return weights
}
