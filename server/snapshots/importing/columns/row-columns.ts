import type { BulkColumn } from '../../../db/bulk-insert.ts'
import type { RowTable } from '../row-table.ts'
import type { StagedRow } from '../stage-context.ts'
import { IntColumn } from './int-column.ts'
import { TextColumn } from './text-column.ts'

const HASHES = new Set(['row_key', 'content_hash'])

/** Rows of a table by columns: a million time logs take 100 MB, as objects 700. */
export class RowColumns {
  readonly table: RowTable
  readonly columns: readonly (IntColumn | TextColumn)[]
  count = 0
  readonly #texts: readonly TextColumn[]
  readonly #byName: ReadonlyMap<string, IntColumn | TextColumn>

  /** `columns`: those of the rows, in the order of the table's; unset: empty ones with room for so many rows. */
  constructor(table: RowTable, capacity: number, columns?: readonly (IntColumn | TextColumn)[]) {
    this.table = table
    this.columns =
      columns ??
      table.columns.map(({ name, type }) =>
        type === 'int' ? new IntColumn(capacity, HASHES.has(name)) : new TextColumn(capacity),
      )
    this.#texts = this.columns.filter(column => column instanceof TextColumn)
    this.#byName = new Map(
      table.columns.map(({ name }, place) => [name, this.columns[place] as IntColumn | TextColumn]),
    )
  }

  /** Bytes of the texts, which have no bound of their own: a million descriptions may be gigabytes. */
  get textSize(): number {
    let size = 0
    for (const column of this.#texts) size += column.size
    return size
  }

  /** The column of a name; undefined: there is none. */
  find(name: string): IntColumn | TextColumn | undefined {
    return this.#byName.get(name)
  }

  ints(name: string): IntColumn {
    const column = this.#byName.get(name)
    if (!(column instanceof IntColumn)) throw new Error(`${this.table.name} has no column ${name} of numbers`)
    return column
  }

  texts(name: string): TextColumn {
    const column = this.#byName.get(name)
    if (!(column instanceof TextColumn)) throw new Error(`${this.table.name} has no column ${name} of texts`)
    return column
  }

  add(row: StagedRow): void {
    const at = this.count++
    for (let place = 0; place < this.columns.length; place++) {
      const column = this.columns[place]
      const value = row[(this.table.columns[place] as BulkColumn).name] ?? null
      if (column instanceof IntColumn) column.set(at, value === null ? null : Number(value))
      else column?.set(at, value === null ? null : String(value))
    }
  }

  /** Becomes the rows of others, whose `blank` it is, that stand at `order[from]` … `order[to − 1]`. */
  pick({ columns }: RowColumns, order: Int32Array, from: number, to: number): void {
    for (const [place, column] of this.columns.entries()) {
      const other = columns[place]
      if (column instanceof IntColumn && other instanceof IntColumn) column.pick(other, order, from, to)
      else if (column instanceof TextColumn && other instanceof TextColumn) column.pick(other, order, from, to)
    }
    this.count = to - from
  }

  /** No rows, with these words in the columns of texts, one after the other. */
  static withWords(table: RowTable, words: readonly string[][]): RowColumns {
    let texts = 0
    const columns = table.columns.map(({ name, type }) =>
      type === 'int' ? new IntColumn(0, HASHES.has(name)) : new TextColumn(0, words[texts++]),
    )
    return new RowColumns(table, 0, columns)
  }

  /** The words of the columns of texts, one after the other. */
  get words(): string[][] {
    return this.#texts.map(({ words }) => words)
  }

  /** All rows as bytes, good until they change: what `load` takes, on another thread, too. */
  parts(): Uint8Array[] {
    return this.columns.flatMap(column => column.parts(this.count))
  }

  load(parts: readonly Uint8Array[], count: number): void {
    let at = 0
    for (const column of this.columns) {
      const next = at + (column instanceof IntColumn ? 1 : 3)
      column.load(parts.slice(at, next), count)
      at = next
    }
    this.count = count
  }

  /** No rows, with columns of the same kinds and words. */
  blank(): RowColumns {
    const columns = this.columns.map(column =>
      column instanceof IntColumn ? new IntColumn(0, column.values instanceof Float64Array) : column.blank(),
    )
    return new RowColumns(this.table, 0, columns)
  }

  /** Forgets all rows, and keeps the memory they took for others. */
  clear(): void {
    for (const column of this.columns) column.clear()
    this.count = 0
  }
}
