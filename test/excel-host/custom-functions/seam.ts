/**
 * Where the workbook's calculation and the add-in's custom functions meet. The workbook (`../model/calculation/`) calls
 * `CustomFunctionCalls`; it offers `CalculationSeam`. Rows and columns count from 0.
 *
 * One recalculation runs so:
 * 1. For each formula cell whose text, names or tables changed, the workbook resolves structured references and names,
 *    puts the sheet before every reference and calls `prepare`, which answers a text that plain functions can calculate.
 * 2. Everything is calculated; then `calculated` is called once. Arguments can be read now: what changed is invoked.
 * 3. When results come, they go into their `ResultSlot`s, and `seam.recalculate()` asks for another round.
 */
export interface CustomFunctionCalls {
  /**
   * A formula cell is about to be calculated, its text in resolved form (`=MOAT.METRIC(Sheet1!$A$2,"x")*2`). Answers it
   * with every call replaced by the reference of a result slot; the text as it is where there is none. Called again
   * with the same `cell.id` when the text changed: calls that are no longer in it are cancelled. The id survives moves.
   */
  prepare(cell: FormulaCellPlace, formula: string): string
  /** The cell is gone or holds no formula any more: its calls are cancelled, its slots released. */
  forget(cellId: number): void
  /** Every calculation ended: arguments can be read. */
  calculated(): void
  /** What to show in place of the calculated value: #BUSY! while a call runs, the message of an error. */
  shown(cellId: number): ShownInstead | null
  /** Application.calculate(full), Ctrl+Alt+F9: every call is invoked anew, whatever its arguments (documentation). */
  recalculate(): void
}

export interface FormulaCellPlace {
  readonly id: number
  readonly sheet: string
  /** "Sheet1!A2" at the moment of the call. */
  readonly address: string
}

export interface ShownInstead {
  /** "#BUSY!"; null: the calculated value stands, only the message is told. */
  readonly value: string | null
  /** Of CustomFunctions.Error, shown with the cell. */
  readonly message: string | null
}

/** null is a blank cell; errors are their text, e.g. "#N/A". */
export type CalculatedValue = string | number | boolean | null

export interface CalculationSeam {
  /** Something to calculate apart from the cell: one argument of a call. */
  argument(expression: string): Argument
  /** A cell that holds what a call answered; #BUSY! until something is set. */
  resultSlot(): ResultSlot
  /** Another round soon (one for all that ask in the same turn). */
  recalculate(): void
  /** `prepare` is to be called again for this cell (its slot became an array, …), in the next round. */
  invalidate(cellId: number): void
}

/** An argument of a call, without "=", in resolved form: "12", "\"x\"", "Sheet1!$A$2:$B$4", "'_calls'!$A$7&\"y\"". */
export interface Argument {
  /** Its value after the last calculation; a range of several cells as rows. */
  read(): CalculatedValue | readonly (readonly CalculatedValue[])[]
  release(): void
}

export interface ResultSlot {
  /** Reference to use in formulas in place of the call; grows when an array is set (then call `invalidate`). */
  readonly reference: string
  /**
   * A value, an error text such as "#N/A", or an array that spills. "#BUSY!" is an error too: whatever is calculated from
   * it is "#BUSY!", as read by arguments and as shown in cells.
   */
  set(value: CalculatedValue | readonly (readonly CalculatedValue[])[]): void
  release(): void
}
