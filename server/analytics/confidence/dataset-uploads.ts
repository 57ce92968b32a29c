import { firstDayOfMonth, lastDayOfMonth, weekdayOfDay } from '../calendar.ts'

/** An upload in force. Days are days since 1970. */
export interface Upload {
  readonly day: number
  /** First and last day of its rows; null: the dataset is a list without days, and holds for all of them. */
  readonly firstDay: number | null
  readonly lastDay: number | null
  readonly rows: number
  /** Rows rejected and not corrected since. */
  readonly rejected: number
  /** Shares of its rows, 0 to 1: figures that disagree, and repeats of other rows. */
  readonly conflicting: number
  readonly repeated: number
}

export interface Days {
  readonly from: number
  readonly to: number
}

/** How far uploads reach into a time. `share` is of what usually falls on its days. */
export interface Reach {
  readonly days: number
  readonly daysReached: number
  readonly share: number
}

export interface Troubles {
  readonly rejected: number
  readonly conflicts: number
  readonly repeats: number
}

/** Days of a time as one number: both stay below 2^22 for the next ten thousand years. */
const keyOf = (from: number, to: number): number => from * 4_194_304 + to

/** Weekends are worked, but little. */
const WEEKEND = 0.05

/** All uploads of one dataset that are in force at a moment, and what they say of a time. */
export class DatasetUploads {
  readonly uploads: readonly Upload[]
  /** The last day that rows reach; null: nothing was uploaded. */
  readonly reachedDay: number | null
  /** The day of the first and of the newest upload. */
  readonly firstUpload: number | null
  readonly newestUpload: number | null
  readonly #dayWeights: readonly number[] | null
  readonly #ages = new Map<number, number | null>()
  readonly #reaches = new Map<number, Reach>()
  readonly #troubles = new Map<number, Troubles>()

  /**
   * @param dayWeights how much usually falls on the 1st, 2nd, … 31st of a month, for what is not spread over its
   * working days (invoices); null: it is
   */
  constructor(uploads: readonly Upload[], dayWeights: readonly number[] | null = null) {
    this.uploads = uploads
    this.#dayWeights = dayWeights
    const of = (days: number[], pick: (...days: number[]) => number) => (days.length > 0 ? pick(...days) : null)
    // A row dated after its upload is a plan or a slip; neither shows that the days up to it are in.
    this.reachedDay = of(
      uploads.map(({ day, lastDay }) => Math.min(day, lastDay ?? day)),
      Math.max,
    )
    const days = uploads.map(({ day }) => day)
    this.firstUpload = of(days, Math.min)
    this.newestUpload = of(days, Math.max)
  }

  /**
   * Days from the end of a month to the newest upload whose rows reach into it or beyond; negative: before the end.
   * Null: none does.
   */
  ageOf(month: number): number | null {
    let age = this.#ages.get(month)
    if (age === undefined) {
      const first = firstDayOfMonth(month)
      const days = this.uploads.filter(({ lastDay }) => lastDay === null || lastDay >= first).map(({ day }) => day)
      age = days.length > 0 ? Math.max(...days) - lastDayOfMonth(month) : null
      this.#ages.set(month, age)
    }
    return age
  }

  /** Whether an upload made by a day reaches into a month: only then could the month be seen that day. */
  sawBy(month: number, day: number): boolean {
    const first = firstDayOfMonth(month)
    return this.uploads.some(upload => upload.day <= day && (upload.lastDay === null || upload.lastDay >= first))
  }

  reach({ from, to }: Days): Reach {
    const key = keyOf(from, to)
    let reach = this.#reaches.get(key)
    if (!reach) {
      const last = Math.min(to, this.reachedDay ?? from - 1)
      let [all, reached] = [0, 0]
      for (let day = from; day <= to; day++) {
        const weight = this.#weight(day)
        all += weight
        if (day <= last) reached += weight
      }
      const daysReached = Math.max(0, last - from + 1)
      const share = last >= to ? 1 : daysReached === 0 || all === 0 ? 0 : reached / all
      reach = { days: to - from + 1, daysReached, share }
      this.#reaches.set(key, reach)
    }
    return reach
  }

  #weight(day: number): number {
    if (this.#dayWeights) return this.#dayWeights[new Date(day * 86_400_000).getUTCDate() - 1] ?? 0
    return weekdayOfDay(day) <= 5 ? 1 : WEEKEND
  }

  /** What was wrong with the uploads that touch a time, each by its rows. 0 where none does. */
  troubles({ from, to }: Days): Troubles {
    const key = keyOf(from, to)
    let troubles = this.#troubles.get(key)
    if (!troubles) {
      let [rows, rejected, conflicting, repeated] = [0, 0, 0, 0]
      for (const upload of this.uploads) {
        if ((upload.firstDay ?? from) > to || (upload.lastDay ?? to) < from) continue
        rows += upload.rows
        rejected += upload.rejected
        conflicting += upload.rows * upload.conflicting
        repeated += upload.rows * upload.repeated
      }
      const share = (part: number) => (rows > 0 ? Math.min(1, part / rows) : 0)
      troubles = { rejected: share(rejected), conflicts: share(conflicting), repeats: share(repeated) }
      this.#troubles.set(key, troubles)
    }
    return troubles
  }
}
