import type { RowColumns } from './row-columns.ts'
import { type RunHead, RunHeads } from './run-heads.ts'
import type { SortedRun } from './sorted-run.ts'

/** Rows, and bytes of their texts, that are merged together. */
const BATCH_ROWS = 4096
const BATCH_BYTES = 4 << 20

/** Rows `from` … `to` − 1 of a block, and the place of each in the batch, by its own place. */
export interface MergedPart {
  readonly rows: RowColumns
  readonly from: number
  readonly to: number
  readonly slots: Int32Array
}

export interface MergedBatch {
  readonly parts: readonly MergedPart[]
  readonly count: number
}

/**
 * The rows of all runs in the order of mergedRuns, some thousand together: they stay where they are, and it is said where
 * they go, so that who takes them goes through each run column by column. A batch is good until the next is asked for.
 */
export function* mergedBatches(runs: readonly SortedRun[]): Generator<MergedBatch> {
  const heads = new RunHeads(runs)
  const parts = heads.all.map(head => new OpenPart(head))
  try {
    let [count, size] = [0, 0]
    for (let first = heads.first; first; first = heads.first) {
      const part = parts[first.place] as OpenPart
      const taken = part.take(heads.second, count, BATCH_ROWS - count)
      count += taken
      size += taken * part.rowBytes
      if (count === BATCH_ROWS || size >= BATCH_BYTES || first.at === first.rows.count) {
        yield { parts: parts.filter(({ from, to }) => to > from), count }
        for (const part of parts) part.close()
        count = 0
        size = 0
      }
      heads.moveOn()
    }
  } finally {
    heads.close()
  }
}

/** What a batch takes of a run. */
class OpenPart implements MergedPart {
  readonly #head: RunHead
  from = 0
  slots = new Int32Array(0)
  /** Bytes of texts that a row of the block has on average. */
  rowBytes = 0

  constructor(head: RunHead) {
    this.#head = head
  }

  get rows(): RowColumns {
    return this.#head.rows
  }

  get to(): number {
    return this.#head.at
  }

  /** Takes rows before the head of another run, at most so many, for the places from `slot` on; gives how many. */
  take(second: RunHead | undefined, slot: number, most: number): number {
    const head = this.#head
    const { count } = head.rows
    if (head.at === 0) this.#open(head.rows)
    const { slots } = this
    const end = Math.min(count, head.at + most)
    const from = head.at
    let at = from
    do {
      slots[at] = slot + at - from
      at++
    } while (at < end && (!second || head.isBefore(at, second)))
    head.at = at
    return at - from
  }

  close(): void {
    this.from = this.#head.at
  }

  #open(rows: RowColumns): void {
    this.from = 0
    if (this.slots.length < rows.count) this.slots = new Int32Array(rows.count)
    this.rowBytes = rows.textSize / rows.count
  }
}
