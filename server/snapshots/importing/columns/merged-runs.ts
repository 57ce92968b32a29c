import type { RowColumns } from './row-columns.ts'
import { RunHeads } from './run-heads.ts'
import type { SortedRun } from './sorted-run.ts'

/** Rows `from` … `to` − 1 of a block come next. */
export interface Stretch {
  readonly rows: RowColumns
  readonly from: number
  readonly to: number
}

/** The rows of all runs in one order, equal ones as the runs have them. Each stretch is good until the next is asked for. */
export function* mergedRuns(runs: readonly SortedRun[]): Generator<Stretch> {
  const heads = new RunHeads(runs)
  try {
    for (let first = heads.first; first; first = heads.first) {
      const { second } = heads
      const { rows, at: from } = first
      let to = from + 1
      if (!second) to = rows.count
      else while (to < rows.count && first.isBefore(to, second)) to++
      yield { rows, from, to }
      first.at = to
      heads.moveOn()
    }
  } finally {
    heads.close()
  }
}
