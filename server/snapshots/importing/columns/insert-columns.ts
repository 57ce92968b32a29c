import type { Database, Statement } from 'better-sqlite3'
import type { BulkValue } from '../../../db/bulk-insert.ts'
import type { RowTable } from '../row-table.ts'
import type { RowColumns } from './row-columns.ts'

/** VALUES lists of so many rows win over single rows; longer ones make no difference. */
const ROWS_A_STATEMENT = 100

/**
 * Adds rows of columns to their table, with the same `constants` in each. What all of them have alike stands in the
 * statement: a value that need not be bound saves 60 ns a row, of 1,500 for a time log.
 */
export class InsertColumns {
  readonly #places: readonly number[]
  readonly #statementOf: (rows: number) => Statement
  readonly #many: Statement
  readonly #values: BulkValue[]
  #rows = 0

  /** `alike`: for each column of the table the value that all rows have; undefined: it is bound. */
  constructor(
    native: Database,
    table: RowTable,
    alike: readonly (number | null | undefined)[],
    constants: Readonly<Record<string, number>>,
  ) {
    // The rows of a statement may all be alike, and something has to be bound.
    const isBound = (place: number) => alike[place] === undefined || table.columns[place]?.name === 'row'
    this.#places = table.columns.flatMap((_, place) => (isBound(place) ? [place] : []))
    const names = [...Object.keys(constants), ...table.columns.map(column => column.name)]
    const literals = table.columns.map((_, place) => (isBound(place) ? '?' : String(alike[place])))
    const one = `(${[...Object.values(constants), ...literals].join(', ')})`
    this.#statementOf = rows =>
      native.prepare(`insert into ${table.name} (${names.join(', ')}) values ${Array(rows).fill(one).join(', ')}`)
    this.#many = this.#statementOf(ROWS_A_STATEMENT)
    this.#values = Array(ROWS_A_STATEMENT * this.#places.length).fill(null)
  }

  /** Adds the rows `from` … `to` − 1. */
  add({ columns }: RowColumns, from: number, to: number): void {
    const width = this.#places.length
    for (let at = from; at < to; ) {
      const end = Math.min(to, at + ROWS_A_STATEMENT - this.#rows)
      const first = this.#rows * width
      // Column by column: row by row the rows of a million took 0.5 s more.
      for (let index = 0; index < width; index++)
        columns[this.#places[index] as number]?.fill(this.#values, first + index, width, at, end)
      this.#rows += end - at
      at = end
      if (this.#rows < ROWS_A_STATEMENT) return
      // Spread: 1.2 times as fast as an array of the values.
      this.#many.run(...this.#values)
      this.#rows = 0
    }
  }

  /** Adds those that do not fill a statement. */
  end(): void {
    if (this.#rows === 0) return
    this.#statementOf(this.#rows).run(...this.#values.slice(0, this.#rows * this.#places.length))
    this.#rows = 0
  }
}
