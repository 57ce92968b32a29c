import type { RowTable } from '../row-table.ts'
import { mergedRuns } from './merged-runs.ts'
import { RowColumns } from './row-columns.ts'
import { BLOCK_BYTES, BLOCK_ROWS, type SortedRun } from './sorted-run.ts'

/** The rows of all runs in one order, in blocks; `words`: those of each column of texts. A block is good until the next. */
export function* mergedBlocks(
  table: RowTable,
  runs: readonly SortedRun[],
  words: readonly string[][],
): Generator<RowColumns> {
  const block = RowColumns.withWords(table, words, BLOCK_ROWS)
  for (const { rows, from, to } of mergedRuns(runs)) {
    for (let at = from; at < to; ) {
      if (block.count === BLOCK_ROWS || block.textSize >= BLOCK_BYTES) {
        yield block
        block.clear()
      }
      const end = Math.min(to, at + BLOCK_ROWS - block.count)
      block.append(rows, at, end)
      at = end
    }
  }
  if (block.count > 0) yield block
}
