import type { RowColumns } from './row-columns.ts'
import { clusterOf, type SortedRun } from './sorted-run.ts'

/** Where a run is read. */
export class RunHead {
  readonly place: number
  readonly #blocks: Generator<RowColumns>
  rows!: RowColumns
  at = 0
  #keys: readonly (Int32Array | Float64Array)[] = []

  constructor(run: SortedRun, place: number) {
    this.place = place
    this.#blocks = run.blocks()
  }

  /** Goes to the next block; false: there is none. */
  next(): boolean {
    const { value, done } = this.#blocks.next()
    if (done) return false
    this.rows = value
    this.at = 0
    this.#keys = clusterOf(value.table).map(name => value.ints(name).values)
    return true
  }

  close(): void {
    this.#blocks.return(undefined)
  }

  /** Whether the row at `at` comes before the head of another run; of equal ones that of the earlier run. */
  isBefore(at: number, other: RunHead): boolean {
    for (let place = 0; place < this.#keys.length; place++) {
      const difference =
        ((this.#keys[place] as Int32Array)[at] as number) - ((other.#keys[place] as Int32Array)[other.at] as number)
      if (difference !== 0) return difference < 0
    }
    return this.place < other.place
  }
}

/** The heads of runs that are merged, in a heap: none comes before the one at half its place. */
export class RunHeads {
  readonly all: readonly RunHead[]
  readonly #heap: RunHead[] = []

  constructor(runs: readonly SortedRun[]) {
    this.all = runs.map((run, place) => new RunHead(run, place))
    for (const head of this.all) if (head.next()) this.#lift(head)
  }

  get first(): RunHead | undefined {
    return this.#heap[0]
  }

  /** Whose row comes next where the first head has none. */
  get second(): RunHead | undefined {
    const [, one, other] = this.#heap
    return one && other?.isBefore(other.at, one) ? other : one
  }

  /** The first head has moved on: puts it where it belongs. Where its block is used up, it goes to its next one. */
  moveOn(): void {
    const first = this.#heap[0] as RunHead
    if (first.at < first.rows.count || first.next()) this.#sink(first)
    else {
      const last = this.#heap.pop()
      if (last && last !== first) this.#sink(last)
    }
  }

  close(): void {
    for (const head of this.all) head.close()
  }

  #lift(head: RunHead): void {
    const heap = this.#heap
    let place = heap.push(head) - 1
    for (; place > 0; place = (place - 1) >> 1) {
      const parent = heap[(place - 1) >> 1] as RunHead
      if (parent.isBefore(parent.at, head)) break
      heap[place] = parent
    }
    heap[place] = head
  }

  /** Puts a head in the place of the first, and from there where it belongs. */
  #sink(head: RunHead): void {
    const heap = this.#heap
    let place = 0
    for (;;) {
      let child = place * 2 + 1
      const [left, right] = [heap[child], heap[child + 1]]
      if (!left) break
      if (right?.isBefore(right.at, left)) child++
      const least = heap[child] as RunHead
      if (head.isBefore(head.at, least)) break
      heap[place] = least
      place = child
    }
    heap[place] = head
  }
}
