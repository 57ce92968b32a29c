import { firstDayOfMonth } from '../../../server/analytics/calendar.ts'
import { listedSeats } from './lists.ts'
import { INVOICE, type SimulatedOrganization, TIME } from './organization.ts'
import type { Change, SimulatedDataset } from './simulated-dataset.ts'

/** Months of a window, both included. */
export interface Months {
  readonly first: number
  readonly last: number
}

/** What a window of a client (null: of all) sums up to, as shown on a day or in truth. */
export interface WindowSums {
  readonly time: { readonly rows: number; readonly hours: number; readonly billable: number; readonly cost: number }
  readonly invoices: { readonly rows: number; readonly net: number }
  readonly licenses: {
    readonly rows: number
    readonly cost: number
    readonly purchased: number
    readonly used: number
    readonly purchasedOfUsed: number
    readonly waste: number
  }
  readonly capacity: number
  /** Shares of the rows that rest on a stand-in, and that are left out. */
  readonly imputed: { readonly time: number; readonly capacity: number }
  readonly leftOut: { readonly time: number; readonly invoices: number; readonly cost: number; readonly use: number }
}

type Summed = { rows: number; sums: number[] }

/** @param day what is known by then; null: the truth */
export function windowSums(
  organization: SimulatedOrganization,
  client: number | null,
  months: Months,
  day: number | null,
): WindowSums {
  const { ratesKnown, exchangeKnown } = organization
  const by = (fixed: number) => (day === null ? fixed !== Number.POSITIVE_INFINITY : fixed <= day)
  const time = summed(organization.time, 8, client, months, day)
  const invoices = summed(organization.invoices, 3, client, months, day)
  const [rated, exchanged] = [by(ratesKnown), by(exchangeKnown)]
  const [t, i] = [time.sums, invoices.sums]
  const share = (part: number, rows: number) => (rows > 0 ? Math.min(1, Math.max(0, part / rows)) : 0)
  const { lists } = organization
  const licenses = licenseSums(organization, client, months, day)
  return {
    time: {
      rows: time.rows,
      hours: t[TIME.hours]!,
      billable: t[TIME.billable]!,
      cost: t[TIME.cost]! + (rated ? t[TIME.openCost]! + t[TIME.bareCost]! : t[TIME.openBilling]!),
    },
    invoices: { rows: invoices.rows, net: i[INVOICE.net]! + (exchanged ? i[INVOICE.foreign]! : 0) },
    licenses: licenses.sums,
    capacity: range(months).reduce((hours, month) => hours + capacityOf(lists, month, day), 0),
    imputed: {
      time: rated ? 0 : share(t[TIME.openRows]!, time.rows),
      capacity: by(lists.staffRight) ? 0 : share(lists.unlisted, lists.people),
    },
    leftOut: {
      time: rated ? 0 : share(t[TIME.bareRows]!, time.rows),
      invoices: exchanged ? 0 : share(i[INVOICE.foreignRows]!, invoices.rows),
      cost: share(licenses.uncosted, licenses.sums.rows),
      use: share(licenses.unused, licenses.sums.rows),
    },
  }
}

export const range = ({ first, last }: Months): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

function capacityOf(lists: SimulatedOrganization['lists'], month: number, day: number | null): number {
  const { truth, before, after } = lists.capacity(month)
  if (day === null) return truth
  if (!lists.staffUploads.some(upload => upload.day <= day)) return 0
  return lists.staffRight <= day ? after : before
}

function summed(
  dataset: SimulatedDataset,
  width: number,
  client: number | null,
  { first, last }: Months,
  day: number | null,
): Summed {
  const all: Summed = { rows: 0, sums: Array.from({ length: width }, () => 0) }
  const add = ({ rows, sums }: Pick<Change, 'rows' | 'sums'>) => {
    all.rows += rows
    for (let index = 0; index < width; index++) all.sums[index]! += sums[index]!
  }
  const clients = client === null ? dataset.changes.keys() : [client]
  for (const one of clients) {
    if (day === null) {
      for (const [month, truth] of dataset.truth[one]!) if (first <= month && month <= last) add(truth)
    } else {
      for (const change of dataset.changes[one]!)
        if (change.day <= day && first <= change.month && change.month <= last) add(change)
    }
  }
  return all
}

/** The newest list is what is shown; the truth is each month's own. */
function licenseSums({ lists, end }: SimulatedOrganization, client: number | null, months: Months, day: number | null) {
  const upload = day === null ? -1 : lists.licenseUploads.findLastIndex(made => made.day <= day)
  const sums = { rows: 0, cost: 0, purchased: 0, used: 0, purchasedOfUsed: 0, waste: 0 }
  let [uncosted, unused] = [0, 0]
  for (const license of lists.licenses) {
    if (client !== null && license.client !== client) continue
    for (const month of range(months)) {
      if (month < lists.firstMonth || firstDayOfMonth(month) > end) continue
      const at = month - lists.firstMonth
      const seats = day === null ? license.truth[at] : listedSeats(license, upload, at, lists.keepsPast)
      if (!seats) continue
      if (month === months.last) {
        sums.rows++
        if (seats.price === null) uncosted++
        if (seats.used === null) unused++
      }
      const cost = seats.purchased * (seats.price ?? 0)
      sums.cost += cost
      sums.purchased += seats.purchased
      if (seats.used === null) continue
      sums.used += seats.used
      sums.purchasedOfUsed += seats.purchased
      sums.waste += Math.max(0, seats.purchased - seats.used) * (seats.price ?? 0)
    }
  }
  return { sums, uncosted, unused }
}
