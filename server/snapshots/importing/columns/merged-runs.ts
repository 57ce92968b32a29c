import type { RowColumns } from './row-columns.ts'
import { clusterOf, type SortedRun } from './sorted-run.ts'

/** Rows `from` … `to` − 1 of a block come next. */
export interface Stretch {
  readonly rows: RowColumns
  readonly from: number
  readonly to: number
}

/** Where a run is read. */
class RunHead {
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

/** The rows of all runs in one order, equal ones as the runs have them. Each stretch is good until the next is asked for. */
export function* mergedRuns(runs: readonly SortedRun[]): Generator<Stretch> {
  const heads = runs.map((run, place) => new RunHead(run, place))
  try {
    // A heap: no head comes before the one at half its place.
    const heap: RunHead[] = []
    for (const head of heads) if (head.next()) lift(heap, head)
    for (let first = heap[0]; first; first = heap[0]) {
      const second = heap[2] && heap[1] && heap[2].isBefore(heap[2].at, heap[1]) ? heap[2] : heap[1]
      const { rows, at: from } = first
      let to = from + 1
      if (!second) to = rows.count
      else while (to < rows.count && first.isBefore(to, second)) to++
      yield { rows, from, to }
      first.at = to
      if (to < rows.count || first.next()) sink(heap, first)
      else {
        const last = heap.pop()
        if (last && last !== first) sink(heap, last)
      }
    }
  } finally {
    for (const head of heads) head.close()
  }
}

/** Adds a head to the heap. */
function lift(heap: RunHead[], head: RunHead): void {
  let place = heap.push(head) - 1
  for (; place > 0; place = (place - 1) >> 1) {
    const parent = heap[(place - 1) >> 1] as RunHead
    if (parent.isBefore(parent.at, head)) break
    heap[place] = parent
  }
  heap[place] = head
}

/** Puts a head in the place of the first, and from there where it belongs. */
function sink(heap: RunHead[], head: RunHead): void {
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
