import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../../server/analytics/calendar.ts'
import { combinedSignals } from '../../../server/analytics/confidence/combined-signals.ts'
import { DatasetUploads } from '../../../server/analytics/confidence/dataset-uploads.ts'
import { type FactHistory, type FactSignals, factSignals } from '../../../server/analytics/confidence/fact-signals.ts'
import { MonthSeries } from '../../../server/analytics/confidence/month-series.ts'
import type { ConfidenceSignals } from '../../../server/analytics/confidence/signals.ts'
import { PeerRevisions } from '../../../server/analytics/confidence/usual-revision.ts'
import { type RandomStream, randomStream } from '../../../server/demo/random-stream.ts'
import { INVOICE, type SimulatedOrganization, TIME } from './organization.ts'
import { type MadeUpload, type SimulatedDataset, uploadsBy } from './simulated-dataset.ts'
import { isNear, type SimulatedFact, simulatedMetrics } from './simulated-metrics.ts'
import { type Months, type WindowSums, windowSums } from './window-sums.ts'

/** A value as it was shown, what was known of it, and what became of it. */
export interface Sample {
  readonly organization: number
  readonly shape: string
  readonly metric: string
  readonly signals: ConfidenceSignals
  /** Whether the final value is as near as the confidence promises. */
  readonly near: boolean
}

export interface Glimpses {
  readonly days: number
  readonly clients: number
  readonly windows: number
}

/** Looks at an organization on random days: some clients and all together, some windows, every metric. */
export function samples(
  organization: SimulatedOrganization,
  seed: number,
  glimpses: Glimpses = { days: 3, clients: 3, windows: 3 },
): Sample[] {
  const random = randomStream(seed, 'observations')
  const found: Sample[] = []
  for (let look = 0; look < glimpses.days; look++) {
    const day = random.whole(organization.firstUpload, organization.end)
    const view = new View(organization, day)
    for (let one = 0; one <= glimpses.clients; one++) {
      const client = one === 0 ? null : random.whole(0, organization.clients - 1)
      const reviews = client === null ? null : reviewsOf(organization, client, day, random)
      for (let window = 0; window < glimpses.windows; window++) {
        const months = someMonths(random, organization, day)
        if (months)
          for (const sample of view.samples(client, months, reviews)) found.push({ organization: seed, ...sample })
      }
    }
  }
  return found
}

/** Mostly the newest months, as people look at them: the running one, the last, those before, a quarter, a year. */
function someMonths(random: RandomStream, { firstMonth }: SimulatedOrganization, day: number): Months | null {
  const now = monthOfDay(day)
  const kind = random.weighted([15, 35, 30, 12, 8])
  const last = now - (kind === 0 ? 0 : kind === 2 ? random.whole(2, 12) : 1)
  const length = kind === 3 ? 3 : kind === 4 ? 12 : 1
  const first = Math.max(firstMonth, last - length + 1)
  return last < first ? null : { first, last }
}

/** What the product would know on a day. */
class View {
  readonly #organization: SimulatedOrganization
  readonly #day: number
  readonly #uploads: Readonly<Record<SimulatedFact, DatasetUploads>>
  readonly #series: Readonly<Record<'time' | 'invoices', readonly MonthSeries[]>>
  readonly #all: Readonly<Record<'time' | 'invoices', MonthSeries>>
  readonly #peers: Readonly<Record<'time' | 'invoices', PeerRevisions>>

  constructor(organization: SimulatedOrganization, day: number) {
    this.#organization = organization
    this.#day = day
    const { time, invoices, lists } = organization
    this.#uploads = {
      time: uploadsBy(time, day),
      invoices: uploadsBy(invoices, day),
      licenses: listUploadsBy(lists.licenseUploads, day),
      capacity: listUploadsBy(lists.staffUploads, day),
    }
    this.#series = { time: seriesBy(time, day, TIME.hours), invoices: seriesBy(invoices, day, INVOICE.net) }
    this.#all = { time: seriesOfAll(time, day, TIME.hours), invoices: seriesOfAll(invoices, day, INVOICE.net) }
    this.#peers = {
      time: new PeerRevisions(this.#series.time, this.#uploads.time),
      invoices: new PeerRevisions(this.#series.invoices, this.#uploads.invoices),
    }
  }

  #history(fact: SimulatedFact, client: number | null): FactHistory {
    const uploads = this.#uploads[fact]
    if (fact === 'licenses' || fact === 'capacity') return { uploads, isList: true, series: null, peers: null }
    return client === null
      ? { uploads, isList: false, series: this.#all[fact], peers: null }
      : { uploads, isList: false, series: this.#series[fact][client]!, peers: this.#peers[fact] }
  }

  *samples(
    client: number | null,
    months: Months,
    reviews: ConfidenceSignals['reviews'],
  ): Generator<Omit<Sample, 'organization'>> {
    const length = months.last - months.first + 1
    const previous = { first: months.first - length, last: months.first - 1 }
    const [shown, final] = [this.#sums(client, months, this.#day), this.#sums(client, months, null)]
    const [shownBefore, finalBefore] = [this.#sums(client, previous, this.#day), this.#sums(client, previous, null)]
    const bySignals = new Map<SimulatedFact, FactSignals>()
    const signalsOf = (fact: SimulatedFact): FactSignals => {
      let signals = bySignals.get(fact)
      if (!signals) {
        const span = { from: firstDayOfMonth(months.first), to: lastDayOfMonth(months.last) }
        signals = factSignals(this.#history(fact, client), span)
        bySignals.set(fact, signals)
      }
      return signals
    }
    for (const metric of simulatedMetrics) {
      if (metric.only === 'all' && client !== null) continue
      const value = metric.value(shown, shownBefore)
      if (value === null || !metric.facts.every(fact => this.#isUploaded(fact))) continue
      const signals = combinedSignals(metric.facts.map(signalsOf), {
        family: metric.family,
        known: true,
        rows: metric.facts.reduce((rows, fact) => rows + rowsOf(fact, shown, this.#organization), 0),
        imputed: metric.imputed(shown),
        leftOut: metric.leftOut(shown),
        reviews,
      })
      const near = isNear(value, metric.value(final, finalBefore), metric.percent)
      yield { shape: this.#organization.shape, metric: metric.key, signals, near }
    }
  }

  #sums = (client: number | null, months: Months, day: number | null): WindowSums =>
    windowSums(this.#organization, client, months, day)

  #isUploaded = (fact: SimulatedFact): boolean => this.#uploads[fact].newestUpload !== null
}

function rowsOf(fact: SimulatedFact, sums: WindowSums, { lists }: SimulatedOrganization): number {
  return fact === 'capacity' ? lists.people : sums[fact].rows
}

/** Lists hold for all days. */
const listUploadsBy = (made: readonly MadeUpload[], day: number): DatasetUploads =>
  new DatasetUploads(
    made
      .filter(upload => upload.day <= day)
      .map(upload => ({
        day: upload.day,
        firstDay: null,
        lastDay: null,
        rows: upload.rows,
        rejected: upload.rejected.filter(corrected => corrected > day).length,
        conflicting: upload.rows > 0 ? Math.min(1, upload.conflicting / upload.rows) : 0,
        repeated: 0,
      })),
  )

const changesBy = ({ changes }: SimulatedDataset, client: number, day: number, sum: number) =>
  changes[client]!.filter(change => change.day <= day).map(change => ({ ...change, amount: change.sums[sum]! }))

const seriesBy = (dataset: SimulatedDataset, day: number, sum: number): MonthSeries[] =>
  dataset.changes.map((_, client) => new MonthSeries(changesBy(dataset, client, day, sum)))

const seriesOfAll = (dataset: SimulatedDataset, day: number, sum: number): MonthSeries =>
  new MonthSeries(dataset.changes.flatMap((_, client) => changesBy(dataset, client, day, sum)))

/** Ten days after each of the last six months its revenue was reviewed; a wrong one passes unseen two times in five. */
function reviewsOf(
  organization: SimulatedOrganization,
  client: number,
  day: number,
  random: RandomStream,
): ConfidenceSignals['reviews'] {
  if (!organization.reviews) return null
  let [decided, approved] = [0, 0]
  for (let month = monthOfDay(day) - 6; month < monthOfDay(day); month++) {
    const reviewed = lastDayOfMonth(month) + 10
    if (reviewed > day || reviewed < organization.firstUpload) continue
    const months = { first: month, last: month }
    const shown = windowSums(organization, client, months, reviewed).invoices.net
    const near = isNear(shown, windowSums(organization, client, months, null).invoices.net, false)
    decided++
    if (random.chance(near ? 0.95 : 0.4)) approved++
  }
  return decided > 0 ? { decided, approved: approved / decided } : null
}
