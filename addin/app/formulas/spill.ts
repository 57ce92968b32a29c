import { FormulaError } from './formula-error.ts'

/** What a formula spills over the cells below and beside it. */
export type Spill = (string | number | boolean)[][]

/** Excel recalculates spilled cells with everything that points at them; beyond this a table is the better place. */
export const MOST_ROWS = 10_000
const MOST_CELLS = 200_000

/** The rows, if a formula can show them. Throws FormulaError that says how many there are and where they fit. */
export function spill(rows: Spill, what: string): Spill {
  const columns = rows[0]?.length ?? 0
  // The heading is not counted.
  if (rows.length > MOST_ROWS + 1 || rows.length * columns > MOST_CELLS) throw tooManyRows(rows.length, what)
  return rows
}

export const tooManyRows = (count: number, what: string): FormulaError =>
  new FormulaError(
    'wrong',
    `${what} has ${count.toLocaleString('en')} rows: a formula shows at most ${MOST_ROWS.toLocaleString('en')}; insert it as a table from the task pane`,
  )

/** What a cell can hold of an answer: a blank is empty text, which no sum takes for zero. */
export const cellOf = (value: unknown): string | number | boolean =>
  typeof value === 'number' || typeof value === 'boolean'
    ? value
    : value === null || value === undefined
      ? ''
      : String(value)
