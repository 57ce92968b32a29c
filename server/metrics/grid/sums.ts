import type { Exact } from '../../analytics/exact.ts'
import { exact, plus } from '../../analytics/exact.ts'
import { FractionSum } from '../../analytics/fraction-sum.ts'

/** Months since year 0 stay below it. */
const MONTHS = 65_536

/** The sums of one fact by cell: whole numbers in slots, fractions beside them, and which months have rows. */
export class Sums {
  readonly #slots = new Map<string, Float64Array>()
  readonly #fractions = new Map<string, Map<number, FractionSum>>()
  readonly #seen = new Set<number>()
  #monthCount = new Float64Array(0)
  #first = new Float64Array(0)
  #last = new Float64Array(0)
  #size = 0

  /** Makes room for cells 0 to size − 1. */
  reserve(size: number): void {
    if (size <= this.#size) return
    this.#size = Math.max(size, this.#size * 2)
    for (const [slot, column] of this.#slots) this.#slots.set(slot, grown(column, this.#size))
    this.#monthCount = grown(this.#monthCount, this.#size)
    this.#first = grown(this.#first, this.#size)
    this.#last = grown(this.#last, this.#size)
  }

  /** The numbers of a slot by cell, to be added to. Valid until the next `reserve`. */
  slot(name: string): Float64Array {
    let column = this.#slots.get(name)
    if (!column) {
      column = new Float64Array(this.#size)
      this.#slots.set(name, column)
    }
    return column
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
    const step = cell * MONTHS + month
    if (this.#seen.has(step)) return
    this.#seen.add(step)
    const count = this.#monthCount[cell]!
    if (count === 0 || month < this.#first[cell]!) this.#first[cell] = month
    if (count === 0 || month > this.#last[cell]!) this.#last[cell] = month
    this.#monthCount[cell] = count + 1
  }

  /** Adds all cells of other sums to one cell. Each row must be in one of them, and in one only. */
  addAll(other: Sums, cell: number): void {
    for (const [name, column] of other.#slots) {
      let sum = 0
      for (let i = 0; i < column.length; i++) sum += column[i]!
      this.slot(name)[cell]! += sum
    }
    for (const [name, cells] of other.#fractions)
      for (const sum of cells.values()) this.fraction(name, cell).addSum(sum)
    for (const step of other.#seen) this.mark(cell, step % MONTHS)
  }

  /** The whole part of a slot. */
  count(name: string, cell: number): number {
    return this.#slots.get(name)?.[cell] ?? 0
  }

  /** The slot with its fractions. */
  value(name: string, cell: number): Exact {
    const whole = exact(this.count(name, cell))
    const fraction = this.#fractions.get(name)?.get(cell)
    return fraction ? plus(whole, fraction.value()) : whole
  }

  /** In how many months the cell has rows, and the first and last of them; null: in none. */
  months(cell: number): { readonly count: number; readonly first: number; readonly last: number } | null {
    const count = this.#monthCount[cell] ?? 0
    return count === 0 ? null : { count, first: this.#first[cell]!, last: this.#last[cell]! }
  }
}

function grown(column: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(size)
  larger.set(column)
  return larger
}
