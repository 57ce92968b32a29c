import { type Cell, isBlank } from './cell.ts'
import type { Journal } from './journal.ts'
import { bounding, type Rectangle, rectangle } from './rectangle.ts'

type Row = (Cell | undefined)[]
export type Block = readonly (readonly (Cell | undefined)[])[]

/** The cells of one sheet. Every change goes through the journal; `version` and `dirty` tell calculation what changed. */
export class Grid {
  #rows: (Row | undefined)[] = []
  #formulas = 0
  readonly #journal: Journal
  version = 0
  /** What changed since calculation last looked; it sets null. */
  dirty: Rectangle | null = null
  /** Whole rows that came (count > 0) or went since calculation last looked; it empties the list. */
  shifts: { readonly at: number; readonly count: number }[] = []

  constructor(journal: Journal) {
    this.#journal = journal
  }

  get formulaCount(): number {
    return this.#formulas
  }

  /** Rows that may hold cells: one more than the last. */
  get rowCount(): number {
    return this.#rows.length
  }

  cell(row: number, column: number): Cell | undefined {
    return this.#rows[row]?.[column]
  }

  /** The cells of a row, sparse; not to be changed. */
  row(row: number): readonly (Cell | undefined)[] | undefined {
    return this.#rows[row]
  }

  /** Rows that hold cells, in order. */
  *rows(from = 0, to = this.#rows.length): Generator<readonly [number, readonly (Cell | undefined)[]]> {
    for (let row = from; row < Math.min(to, this.#rows.length); row++) {
      const cells = this.#rows[row]
      if (cells) yield [row, cells]
    }
  }

  block({ row, column, height, width }: Rectangle): Block {
    return Array.from({ length: height }, (_, r) => {
      const cells = this.#rows[row + r]
      return Array.from({ length: width }, (_, c) => cells?.[column + c])
    })
  }

  /** Puts cells in place of those that are there; undefined clears. All rows of `cells` are of one length. */
  put(row: number, column: number, cells: Block): void {
    const area = rectangle(row, column, cells.length, cells[0]?.length ?? 0)
    if (area.height === 0 || area.width === 0) return
    const before = this.block(area)
    this.#journal.make({
      undo: () => this.#place(area, before),
      redo: () => this.#place(area, cells),
    })
  }

  /** Makes room for whole rows, or takes them away with what they hold. */
  insertRows(at: number, count: number): void {
    if (at >= this.#rows.length) return
    this.#journal.make({
      undo: () => this.#removeRows(at, count),
      redo: () =>
        this.#addRows(
          at,
          Array.from({ length: count }, () => undefined),
        ),
    })
  }

  deleteRows(at: number, count: number): void {
    if (at >= this.#rows.length) return
    const removed = this.#rows.slice(at, at + count)
    this.#journal.make({
      undo: () => this.#addRows(at, removed),
      redo: () => this.#removeRows(at, removed.length),
    })
  }

  /** What cells with content cover; null: none. `valuesOnly` leaves out cells that only have a look. */
  used(valuesOnly: boolean): Rectangle | null {
    let [top, left, bottom, right] = [-1, Number.POSITIVE_INFINITY, -1, -1]
    for (const [row, cells] of this.rows()) {
      const first = cells.findIndex(cell => counts(cell, valuesOnly))
      if (first < 0) continue
      if (top < 0) top = row
      bottom = row
      left = Math.min(left, first)
      right = Math.max(
        right,
        cells.findLastIndex(cell => counts(cell, valuesOnly)),
      )
    }
    return top < 0 ? null : rectangle(top, left, bottom - top + 1, right - left + 1)
  }

  touch(area: Rectangle): void {
    this.version++
    this.dirty = this.dirty ? bounding(this.dirty, area) : area
  }

  #place({ row, column, height, width }: Rectangle, cells: Block): void {
    for (let r = 0; r < height; r++) {
      const from = cells[r]
      let into = this.#rows[row + r]
      if (!into) {
        if (from?.every(cell => cell === undefined)) continue
        while (this.#rows.length < row + r) this.#rows.push(undefined)
        into = []
        this.#rows[row + r] = into
      }
      while (into.length < column) into.push(undefined)
      for (let c = 0; c < width; c++) {
        this.#formulas += Number((from?.[c]?.id ?? 0) > 0) - Number((into[column + c]?.id ?? 0) > 0)
        into[column + c] = from?.[c]
      }
      while (into.length > 0 && into.at(-1) === undefined) into.pop()
      if (into.length === 0) this.#rows[row + r] = undefined
    }
    this.#trim()
    this.touch({ row, column, height, width })
  }

  #addRows(at: number, rows: readonly (Row | undefined)[]): void {
    // Trimming may have shortened what stood above.
    while (this.#rows.length < at) this.#rows.push(undefined)
    this.#rows = [...this.#rows.slice(0, at), ...rows, ...this.#rows.slice(at)]
    this.#count(rows, 1)
    this.shifts.push({ at, count: rows.length })
    this.#below(at)
  }

  #removeRows(at: number, count: number): void {
    this.#count(this.#rows.splice(at, count), -1)
    this.shifts.push({ at, count: -count })
    this.#trim()
    this.#below(at)
  }

  #count(rows: readonly (Row | undefined)[], sign: number): void {
    for (const row of rows) for (const cell of row ?? []) if ((cell?.id ?? 0) > 0) this.#formulas += sign
  }

  #trim(): void {
    while (this.#rows.length > 0 && (this.#rows.at(-1) === undefined || this.#rows.at(-1)?.length === 0))
      this.#rows.pop()
  }

  #below(at: number): void {
    this.touch(rectangle(at, 0, 1_048_576 - at, 16_384))
  }
}

const counts = (cell: Cell | undefined, valuesOnly: boolean): boolean =>
  cell !== undefined && (!valuesOnly || !isBlank(cell))
