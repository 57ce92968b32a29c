import type { DatasetUploads } from './dataset-uploads.ts'
import type { MonthSeries, Revision } from './month-series.ts'

/** Ages are told apart this finely, in days after a month's end. */
const ages = [-25, -20, -15, -10, -5, -2, 0, 1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 45, 60, 90]

/** The coarse age of a number of days: the largest step not above it. */
export const stepOfAge = (days: number): number => ages.findLast(age => age <= days) ?? ages[0]!

/** How many months of evidence an assumption counts for. */
const WEIGHT_OF_PRIOR = 3
/** Peers tell more than an assumption and less than one's own past. */
const WEIGHT_OF_PEERS = 3

/**
 * What is assumed of a month that was uploaded so many days after its end where no earlier month was watched: late
 * rows fade away with time. The size and pace are the mean of the simulated histories that the model is fitted on.
 */
export const assumedRevision = (age: number): number => 0.012 + 0.09 * Math.exp(-Math.max(0, age) / 12)

/** What is assumed of a list that was uploaded so many days after the end of the month asked for, or before it. */
export const assumedDrift = (age: number): number => 0.01 + 0.1 * (1 - Math.exp(-Math.abs(age) / 180))

/** The past of all clients of one dataset, asked again and again for the same ages. */
export class PeerRevisions {
  readonly #series: readonly MonthSeries[]
  readonly #uploads: DatasetUploads
  readonly #known = new Map<number, Revision>()

  constructor(series: readonly MonthSeries[], uploads: DatasetUploads) {
    this.#series = series
    this.#uploads = uploads
  }

  at(step: number): Revision {
    let found = this.#known.get(step)
    if (!found) {
      let [sum, months] = [0, 0]
      for (const series of this.#series) {
        const revision = series.revision(step, this.#uploads)
        sum += revision.mean * revision.months
        months += revision.months
      }
      found = { mean: months > 0 ? sum / months : 0, months }
      this.#known.set(step, found)
    }
    return found
  }
}

/**
 * By how much a month usually changes after it was seen at an age: its own past, drawn towards that of its peers, and
 * that towards the assumption, the more the fewer months were watched. What peers did is looked up once for all series.
 * @param peers null: there are none to go by, as for all clients together
 */
export function usualRevisions(
  age: number,
  uploads: DatasetUploads,
  peers: PeerRevisions | null,
): (series: MonthSeries | null) => Revision {
  const step = stepOfAge(age)
  const others = peers?.at(step) ?? unseen
  const expected = drawn(others, assumedRevision(age), WEIGHT_OF_PRIOR)
  return series => {
    const own = series?.revision(step, uploads) ?? unseen
    return { mean: drawn(own, expected, WEIGHT_OF_PEERS), months: Math.max(own.months, others.months) }
  }
}

const unseen: Revision = { mean: 0, months: 0 }

const drawn = ({ mean, months }: Revision, towards: number, weight: number): number =>
  (mean * months + towards * weight) / (months + weight)
