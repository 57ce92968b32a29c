import { lastDayOfMonth } from '../calendar.ts'
import type { DatasetUploads } from './dataset-uploads.ts'
import { median } from './median.ts'

/** What one upload changed in one month: a row of a rollup. `day` is the upload's. */
export interface MonthChange {
  readonly month: number
  readonly day: number
  readonly rows: number
  readonly amount: number
}

/** How a client's months usually are. `spread` is the scaled median absolute deviation of the amounts. */
export interface UsualMonth {
  readonly rows: number
  readonly amount: number
  readonly spread: number
}

/** By how much months changed after they were first seen: the mean of |now − then| ÷ |then|, each at most 1. */
export interface Revision {
  readonly mean: number
  readonly months: number
}

/** Months before and after that a month is compared with, at most. */
const COMPARED_MONTHS = 12
/** Days that must have gone by before "it has not changed" means something. */
const WATCHED_DAYS = 28
/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const MAD_TO_SIGMA = 1.4826

interface Month {
  rows: number
  amount: number
  readonly changes: MonthChange[]
}

/** One dataset of one client (or all together) by month, with the uploads that brought it. */
export class MonthSeries {
  readonly #months = new Map<number, Month>()
  #first = Number.POSITIVE_INFINITY
  // Tables ask the same of a client for every month and metric.
  readonly #usual = new Map<number, UsualMonth | null>()
  #usualUpTo = Number.NaN
  readonly #revisions = new Map<number, Revision>()
  #revisedBy: DatasetUploads | null = null

  constructor(changes: Iterable<MonthChange> = []) {
    for (const change of changes) this.add(change)
  }

  /** Several as one; a single one is itself. */
  static together(series: readonly MonthSeries[]): MonthSeries {
    if (series.length === 1) return series[0]!
    const all = new MonthSeries()
    for (const one of series)
      for (const { changes } of one.#months.values()) for (const change of changes) all.add(change)
    return all
  }

  add(change: MonthChange): void {
    if (this.#usual.size + this.#revisions.size > 0) this.#forget()
    let month = this.#months.get(change.month)
    if (!month) {
      month = { rows: 0, amount: 0, changes: [] }
      this.#months.set(change.month, month)
      this.#first = Math.min(this.#first, change.month)
    }
    month.rows += change.rows
    month.amount += change.amount
    month.changes.push(change)
  }

  rows(month: number): number {
    return this.#months.get(month)?.rows ?? 0
  }

  amount(month: number): number {
    return this.#months.get(month)?.amount ?? 0
  }

  /**
   * How months around this one are, without it: the nearest twelve from the client's first one to `last`, the last
   * that uploads reach the end of. Null: fewer than three.
   */
  usual(month: number, last: number): UsualMonth | null {
    if (last !== this.#usualUpTo) {
      this.#usual.clear()
      this.#usualUpTo = last
    }
    let usual = this.#usual.get(month)
    if (usual === undefined) {
      usual = this.#usualAround(month, last)
      this.#usual.set(month, usual)
    }
    return usual
  }

  #usualAround(month: number, last: number): UsualMonth | null {
    const found: number[] = []
    for (let step = 1; found.length < COMPARED_MONTHS; step++) {
      const [before, after] = [month - step, month + step]
      if (before < this.#first && after > last) break
      if (before >= this.#first && before <= last) found.push(before)
      if (after >= this.#first && after <= last) found.push(after)
    }
    if (found.length < 3) return null
    const amounts = found.map(other => this.amount(other))
    const middle = median(amounts)
    return {
      rows: median(found.map(other => this.rows(other))),
      amount: middle,
      spread: MAD_TO_SIGMA * median(amounts.map(amount => Math.abs(amount - middle))),
    }
  }

  /** What became of the months that were seen at an age, in days after their end, and watched since. */
  revision(age: number, uploads: DatasetUploads): Revision {
    if (uploads !== this.#revisedBy) {
      this.#revisions.clear()
      this.#revisedBy = uploads
    }
    let revision = this.#revisions.get(age)
    if (!revision) {
      revision = this.#revisionAt(age, uploads)
      this.#revisions.set(age, revision)
    }
    return revision
  }

  #forget(): void {
    this.#usual.clear()
    this.#revisions.clear()
  }

  #revisionAt(age: number, uploads: DatasetUploads): Revision {
    let [sum, months] = [0, 0]
    const newest = uploads.newestUpload
    if (newest === null) return { mean: 0, months: 0 }
    const latest = [...this.#months.keys()].toSorted((a, b) => b - a)
    for (const month of latest) {
      if (months === COMPARED_MONTHS) break
      const seen = lastDayOfMonth(month) + age
      if (seen + WATCHED_DAYS > newest || !uploads.sawBy(month, seen)) continue
      const { amount, changes } = this.#months.get(month)!
      const then = changes.reduce((known, change) => known + (change.day <= seen ? change.amount : 0), 0)
      if (then === 0 && amount === 0) continue
      sum += then === 0 ? 1 : Math.min(1, Math.abs((amount - then) / then))
      months++
    }
    return { mean: months > 0 ? sum / months : 0, months }
  }
}
