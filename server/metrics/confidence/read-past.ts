import { dayOfInstant } from '../../analytics/calendar.ts'
import { DatasetUploads } from '../../analytics/confidence/dataset-uploads.ts'
import { MonthSeries } from '../../analytics/confidence/month-series.ts'
import { PeerRevisions } from '../../analytics/confidence/usual-revision.ts'
import { type Columns, numbersOf, rowsOfColumns } from '../../db/columns.ts'
import type { FactName } from '../catalogue/facts.ts'
import { facts } from '../catalogue/facts.ts'
import type { Reading } from '../plan/reading.ts'
import { invoiceDayQuery } from '../sql/past-queries.ts'
import { standingSnapshots } from './standing-snapshots.ts'
import { uploadsOf } from './uploads-of.ts'

/** What the past says of a fact: its uploads, and the months of each client as uploads brought them. */
export interface FactPast {
  readonly uploads: DatasetUploads
  /** A list (licenses, staff) has no months. */
  readonly isList: boolean
  readonly clients: ReadonlyMap<number, MonthSeries>
  /** All clients as one, put together when first asked for. */
  readonly all: () => MonthSeries
  readonly peers: PeerRevisions | null
}

export async function readPast(reading: Reading, fact: FactName): Promise<FactPast> {
  const snapshots = await reading.snapshots()
  const standing = standingSnapshots(snapshots, reading.tenant.asOf)
  const { db, tenant } = reading
  if (fact === 'licenses' || fact === 'capacity') {
    const listed = uploadsOf(standing, facts[fact].dataset)
    // Without a staff list capacity comes from the time logs, as an assumption.
    const uploads = listed.length > 0 || fact === 'licenses' ? listed : uploadsOf(standing, 'TIME_LOGS')
    const list = uploads.map(upload => ({ ...upload, firstDay: null, lastDay: null }))
    return {
      uploads: new DatasetUploads(list),
      isList: true,
      clients: new Map(),
      all: () => new MonthSeries(),
      peers: null,
    }
  }
  const uploads = new DatasetUploads(
    uploadsOf(standing, facts[fact].dataset),
    fact === 'invoices' ? dayWeights(rowsOfColumns(await reading.columns(invoiceDayQuery(db, tenant)))) : null,
  )
  const changes = fact === 'time' ? await reading.timeChanges() : await reading.invoiceChanges()
  const dayOfSnapshot = new Map(snapshots.map(({ number, created_at }) => [number, dayOfInstant(created_at)]))
  const clients = seriesOf(changes, fact === 'time' ? 'hours' : 'net', dayOfSnapshot)
  let together: MonthSeries | null = null
  const all = () => {
    together ??= MonthSeries.together([...clients.values()])
    return together
  }
  return { uploads, isList: false, clients, all, peers: new PeerRevisions([...clients.values()], uploads) }
}

/** @param amount the sum that stands for how much it was */
function seriesOf(changes: Columns, amount: 'hours' | 'net', dayOfSnapshot: ReadonlyMap<number, number>) {
  const clients = new Map<number, MonthSeries>()
  const column = (name: string) => numbersOf(changes, name)
  const [ids, months, snapshots] = [column('client_id'), column('month'), column('snapshot')]
  const [rows, amounts] = [column('rows'), column(amount)]
  let [series, of] = [new MonthSeries(), Number.NaN]
  for (let index = 0; index < changes.count; index++) {
    if (ids[index] !== of) {
      of = ids[index]!
      series = clients.get(of) ?? new MonthSeries()
      clients.set(of, series)
    }
    const day = dayOfSnapshot.get(snapshots[index]!)!
    series.add({ month: months[index]!, day, rows: rows[index]!, amount: amounts[index]! })
  }
  return clients
}

/** How much falls on each day of the month; a little on every one, so that no period is empty. */
function dayWeights(days: readonly { readonly day: number; readonly rows: number }[]): number[] {
  const weights = Array.from({ length: 31 }, () => 0.01)
  for (const { day, rows } of days) weights[new Date(day * 86_400_000).getUTCDate() - 1]! += Number(rows)
  return weights
}
