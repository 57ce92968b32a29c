import { KeySet } from '../key-set.ts'
import { DROPPED, UNCHANGED } from '../row-state.ts'
import type { ColumnStage } from './column-stage.ts'

/** Rows without a key of their own are told apart by what they say and the how-manieth of those they are. */
const occurrenceKey = (key: number, occurrence: number): number =>
  (key + occurrence * 5_851_420_733_617) % Number.MAX_SAFE_INTEGER

/** The staged rows by their keys. */
export class StagedKeys {
  readonly #stage: ColumnStage
  readonly #keys: KeySet
  /** Those without a key of their own; null: no stored row has asked for them yet. */
  #bare: KeySet | null = null

  /** `keys`: those of the sheet, with what their rows say. */
  constructor(stage: ColumnStage, keys: KeySet) {
    this.#stage = stage
    this.#keys = keys
  }

  /**
   * Whether a stored row stands in the sheet as it is; its staged row is marked then.
   * `occurrence`: 0: the row has a key of its own.
   */
  readonly isUnchanged = (key: number, content: number, occurrence: number): boolean => {
    const row =
      occurrence === 0
        ? this.#keys.rowSaying(key, content)
        : this.#keyless().rowSaying(occurrenceKey(key, occurrence), content)
    if (row === 0 || this.#stage.stateOf(row) === DROPPED) return false
    this.#stage.mark(row, UNCHANGED)
    return true
  }

  #keyless(): KeySet {
    this.#bare ??= keyless(this.#stage)
    return this.#bare
  }
}

/** The staged rows without a key of their own, by what they say and the how-manieth they are. */
function keyless(stage: ColumnStage): KeySet {
  const found = new KeySet()
  const place = stage.table.columns.findIndex(({ name }) => name === 'occurrence')
  if (place < 0 || stage.alike()[place] === 0) return found
  for (const block of stage.blocks()) {
    const [keys, contents] = [block.ints('row_key').values, block.ints('content_hash').values]
    const [rows, times] = [block.ints('row').values, block.ints('occurrence').values]
    for (let at = 0; at < block.count; at++)
      if (times[at] !== 0) found.note(occurrenceKey(keys[at] ?? 0, times[at] ?? 0), contents[at] ?? 0, rows[at] ?? 0)
  }
  return found
}
