import { isStored } from '../row-state.ts'
import type { RowColumns } from './row-columns.ts'
import type { SortedRun } from './sorted-run.ts'

/** The rows of a run that are to be stored; `states`: what each is, by its number. Left out before runs are merged: mostly few are stored of an upload that comes again. */
export const storedRun = (run: SortedRun, states: Uint8Array): SortedRun => ({
  *blocks() {
    let stored: RowColumns | null = null
    let order = new Int32Array(0)
    for (const rows of run.blocks()) {
      const numbers = rows.ints('row').values
      if (order.length < rows.count) order = new Int32Array(rows.count)
      let count = 0
      for (let at = 0; at < rows.count; at++) if (isStored(states[numbers[at] as number] ?? 0)) order[count++] = at
      if (count === 0) continue
      stored ??= rows.blank()
      stored.pick(rows, order, 0, count)
      yield stored
    }
  },
})
