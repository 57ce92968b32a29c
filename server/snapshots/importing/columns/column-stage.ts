import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RowTable } from '../row-table.ts'
import type { StagedRow } from '../stage-context.ts'
import { IntColumn } from './int-column.ts'
import { RowColumns } from './row-columns.ts'
import { type RunFile, runInFile, runInMemory, type SortedRun, writeRun } from './sorted-run.ts'

/** Rows that are kept in memory and sorted together. More of them take more memory, fewer more files to merge. */
const CHUNK_ROWS = 1 << 17
/** Bytes of texts that are kept in memory together. */
const CHUNK_BYTES = 32 * 1024 * 1024
type State = 0 | 1 | 2 | 3

/**
 * The rows of a sheet by columns, until they are stored. They come in the order of their numbers; where they are more than
 * fit a chunk, each chunk is sorted and moved to a file when it is full.
 */
export class ColumnStage {
  readonly table: RowTable
  /** The chunk that rows come into: always the same, which is emptied when it is full. */
  readonly #chunk: RowColumns
  readonly #full: RunFile[] = []
  /** What all rows of a column had alike in chunks that were full. */
  #alike: readonly (number | null | undefined)[] | null = null
  readonly #capacity: number
  /** Where rows wait that are too many for memory. */
  readonly folder: string
  /** How many rows are new, changed, unchanged, dropped. */
  readonly #counts: [number, number, number, number] = [0, 0, 0, 0]
  /** By row number. */
  #states: Uint8Array
  /** Whether no row is known to be anything else. */
  isAllNew = true

  /** `expected`: about how many rows will come. `folder`: where to move rows that are too many for memory. */
  constructor(table: RowTable, expected: number, folder: string, chunkRows = CHUNK_ROWS) {
    this.table = table
    this.folder = folder
    this.#capacity = Math.max(16, Math.min(chunkRows, expected))
    this.#chunk = new RowColumns(table, this.#capacity)
    this.#states = new Uint8Array(expected + 1024)
  }

  get count(): number {
    return this.#counts[0] + this.#counts[1] + this.#counts[2] + this.#counts[3]
  }

  add(rows: readonly StagedRow[]): void {
    for (const row of rows) this.take().add(row)
  }

  /** The chunk that the next row goes to, which is counted. */
  take(): RowColumns {
    return this.takeMany(1).chunk
  }

  /** The chunk that the next rows go to, and how many of those wanted it has room for; they are counted. */
  takeMany(wanted: number): { chunk: RowColumns; count: number } {
    const chunk = this.#open()
    const count = Math.min(wanted, this.#capacity - chunk.count)
    this.#counts[0] += count
    return { chunk, count }
  }

  #open(): RowColumns {
    const chunk = this.#chunk
    if (chunk.count < this.#capacity && chunk.textSize < CHUNK_BYTES) return chunk
    this.#moveOut()
    return chunk
  }

  #moveOut(): void {
    const chunk = this.#chunk
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    this.#alike = this.alike()
    this.#full.push(writeRun(chunk, join(this.folder, String(this.#full.length))))
    chunk.clear()
  }

  /** All rows, in parts that are sorted each, a part in the order of the sheet. */
  runs(): SortedRun[] {
    const { words } = this.#chunk
    const runs = this.#full.map(file => runInFile(this.table, file, words))
    return this.#chunk.count > 0 ? [...runs, runInMemory(this.#chunk)] : runs
  }

  /** The same in files, for another thread to read. */
  files(): { readonly files: readonly RunFile[]; readonly words: readonly string[][] } {
    if (this.#chunk.count > 0) this.#moveOut()
    return { files: this.#full, words: this.#chunk.words }
  }

  /** What each row is, by its number; null: all of them are new. */
  get states(): Uint8Array | null {
    return this.isAllNew ? null : this.#states
  }

  /** All rows, a block at a time. */
  *blocks(): Generator<RowColumns> {
    for (const run of this.runs()) yield* run.blocks()
  }

  /** For each column of the table the value that all rows have; undefined: they differ, or are not known not to. */
  alike(): readonly (number | null | undefined)[] {
    const { columns, count } = this.#chunk
    const here = columns.map(column =>
      column instanceof IntColumn ? column.same(count) : column.nulls === count ? null : undefined,
    )
    const before = this.#alike
    if (before === null || count === 0) return before ?? here
    return here.map((value, place) => (value === before[place] ? value : undefined))
  }

  stateOf(row: number): number {
    return this.#states[row] ?? 0
  }

  mark(row: number, state: number): void {
    this.isAllNew = false
    if (row >= this.#states.length) {
      const grown = new Uint8Array(Math.max(row + 1, this.#states.length * 2))
      grown.set(this.#states)
      this.#states = grown
    }
    this.#counts[this.stateOf(row) as State]--
    this.#counts[state as State]++
    this.#states[row] = state
  }

  /** How many rows are new, changed, unchanged, dropped. */
  counts(): readonly [number, number, number, number] {
    return this.#counts
  }
}
