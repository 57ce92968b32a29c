import { GroupSums } from './group-sums.ts'

/** People of one page: so many sums stand beside each other for a day. */
const PAGE_BITS = 6
const PAGE = 2 ** PAGE_BITS
/** Pages that are kept whatever there is, and rows for each further one. */
const MIN_PAGES = 1024
const ROWS_A_PAGE = 8

/**
 * Hours by person and day, in hundredths. Those of a day stand together: rows that come by day, as most sheets have them,
 * find them in a processor's caches (a tenth of the time of a table). People so many or days so far apart that pages
 * would hold a few sums each have them in a table.
 */
export class PersonDays {
  readonly #days = new Map<number, (Float64Array | undefined)[]>()
  readonly #others = new GroupSums(2, 1)
  #lastDay = Number.NaN
  #last: (Float64Array | undefined)[] = []
  #pages = 0
  #rows = 0
  /** No page is added any more. */
  #isFull = false

  /** Adds hours, and gives what there was before them. */
  add(person: number, day: number, hours: number): number {
    this.#rows++
    if (day !== this.#lastDay) this.#open(day)
    const page = this.#last[person >>> PAGE_BITS] ?? this.#addPage(person >>> PAGE_BITS)
    if (page) {
      const at = person % PAGE
      const before = page[at] as number
      page[at] = before + hours
      return before
    }
    const group = this.#others.group(person, day, 0)
    const before = this.#others.sum(group, 0)
    this.#others.add(group, 0, hours)
    return before
  }

  #open(day: number): void {
    this.#lastDay = day
    const known = this.#days.get(day)
    this.#last = known ?? []
    if (!known) this.#days.set(day, this.#last)
  }

  #addPage(at: number): Float64Array | null {
    if (this.#pages >= MIN_PAGES + this.#rows / ROWS_A_PAGE) this.#isFull = true
    if (this.#isFull) return null
    this.#pages++
    const page = new Float64Array(PAGE)
    this.#last[at] = page
    return page
  }
}
