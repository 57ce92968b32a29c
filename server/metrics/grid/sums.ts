import type { Exact } from '../../analytics/exact.ts'
import { exact, plus } from '../../analytics/exact.ts'
import { FractionSum } from '../../analytics/fraction-sum.ts'

/** Months since year 0 stay below it. */
const MONTHS = 65_536

/**
 * The sums of one fact by cell: whole numbers in slots, fractions beside them, and which months have rows. What is to be
 * added later is added when somebody looks: most questions read a few of the slots, and no months.
 */
export class Sums {
  readonly #slots = new Map<string, Float64Array>()
  readonly #waiting = new Map<string, ((column: Float64Array) => void)[]>()
  readonly #fractions = new Map<string, Map<number, FractionSum>>()
  // Months of cells with several: most cells of a table have one, and those need no look-up.
  readonly #seen = new Set<number>()
  #waitingMarks: (() => void)[] = []
  #monthCount = new Float64Array(0)
  #first = new Float64Array(0)
  #last = new Float64Array(0)
  #size = 0

  /** Makes room for cells 0 to size − 1. */
  reserve(size: number): void {
    if (size <= this.#size) return
    this.#size = Math.max(size, this.#size * 2)
    for (const [slot, column] of this.#slots) this.#slots.set(slot, grown(column, this.#size))
  }

  /** The numbers of a slot by cell, to be added to. Valid until the next `reserve`. */
  slot(name: string): Float64Array {
    let column = this.#slots.get(name)
    if (!column) {
      column = new Float64Array(this.#size)
      this.#slots.set(name, column)
    }
    if (this.#waiting.size === 0) return column
    const waiting = this.#waiting.get(name)
    if (waiting) {
      this.#waiting.delete(name)
      for (const add of waiting) add(column)
    }
    return column
  }

  /** Adds to a slot when it is first looked at. What is added from must stay as it is until then. */
  addLater(name: string, add: (column: Float64Array) => void): void {
    const waiting = this.#waiting.get(name)
    if (waiting) waiting.push(add)
    else this.#waiting.set(name, [add])
  }

  /** The same of months: `mark` is called when they are first looked at. */
  markLater(mark: () => void): void {
    this.#waitingMarks.push(mark)
  }

  fraction(name: string, cell: number): FractionSum {
    let cells = this.#fractions.get(name)
    if (!cells) {
      cells = new Map()
      this.#fractions.set(name, cells)
    }
    let sum = cells.get(cell)
    if (!sum) {
      sum = new FractionSum()
      cells.set(cell, sum)
    }
    return sum
  }

  /** Notes that a cell has a row in a month. */
  mark(cell: number, month: number): void {
    if (this.#monthCount.length < this.#size) this.#growMonths()
    const count = this.#monthCount[cell]!
    if (count === 0) {
      this.#first[cell] = month
      this.#last[cell] = month
      this.#monthCount[cell] = 1
      return
    }
    if (count === 1) {
      if (this.#first[cell] === month) return
      this.#seen.add(cell * MONTHS + this.#first[cell]!)
    }
    const step = cell * MONTHS + month
    if (this.#seen.has(step)) return
    this.#seen.add(step)
    if (month < this.#first[cell]!) this.#first[cell] = month
    if (month > this.#last[cell]!) this.#last[cell] = month
    this.#monthCount[cell] = count + 1
  }

  #growMonths(): void {
    this.#monthCount = grown(this.#monthCount, this.#size)
    this.#first = grown(this.#first, this.#size)
    this.#last = grown(this.#last, this.#size)
  }

  #markWaiting(): void {
    const waiting = this.#waitingMarks
    if (waiting.length === 0) return
    this.#waitingMarks = []
    for (const mark of waiting) mark()
  }

  /** Adds all cells of other sums, which are complete, to one cell. Each row must be in one of them, and in one only. */
  addAll(other: Sums, cell: number): void {
    for (const name of new Set([...other.#slots.keys(), ...other.#waiting.keys()]))
      this.addLater(name, column => {
        const from = other.slot(name)
        let sum = 0
        for (let i = 0; i < from.length; i++) sum += from[i]!
        column[cell]! += sum
      })
    for (const [name, cells] of other.#fractions)
      for (const sum of cells.values()) this.fraction(name, cell).addSum(sum)
    this.markLater(() => {
      for (const month of other.#months()) this.mark(cell, month)
    })
  }

  /** All months that any cell has rows in. */
  #months(): ReadonlySet<number> {
    this.#markWaiting()
    const months = new Set([...this.#seen].map(step => step % MONTHS))
    for (let i = 0; i < this.#monthCount.length; i++) if (this.#monthCount[i] === 1) months.add(this.#first[i]!)
    return months
  }

  /** The numbers of a slot to be read, as far as there are any. */
  column(name: string): Float64Array | undefined {
    // Asked for several times for each value of a table.
    if (this.#waiting.size === 0) return this.#slots.get(name)
    return this.#slots.has(name) || this.#waiting.has(name) ? this.slot(name) : undefined
  }

  /** Whether a slot has anything besides whole numbers. */
  isWhole(name: string): boolean {
    return !this.#fractions.has(name)
  }

  /** The whole part of a slot. */
  count(name: string, cell: number): number {
    return this.column(name)?.[cell] ?? 0
  }

  /** The slot with its fractions. */
  value(name: string, cell: number): Exact {
    const whole = exact(this.count(name, cell))
    const fraction = this.#fractions.get(name)?.get(cell)
    return fraction ? plus(whole, fraction.value()) : whole
  }

  monthCount(cell: number): number {
    this.#markWaiting()
    return this.#monthCount[cell] ?? 0
  }

  /** In how many months the cell has rows, and the first and last of them; null: in none. */
  months(cell: number): { readonly count: number; readonly first: number; readonly last: number } | null {
    const count = this.monthCount(cell)
    return count === 0 ? null : { count, first: this.#first[cell]!, last: this.#last[cell]! }
  }
}

function grown(column: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(size)
  larger.set(column)
  return larger
}
