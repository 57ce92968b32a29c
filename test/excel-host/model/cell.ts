import { type Look, plainLook } from './look.ts'
import type { Scalar } from './scalar.ts'

/**
 * One cell with content or look. Never changed but by calculation, which sets `value` of cells with a formula: so
 * that undo can put the object back.
 */
export interface Cell {
  value: Scalar
  /** "=A1+1" as it was typed; null: a plain value. */
  readonly formula: string | null
  /** Of a formula cell: stays the same when references in it move. 0 for plain values. */
  readonly id: number
  readonly look: Look
}

let lastId = 0

export const plainCell = (value: Scalar, look: Look = plainLook): Cell => ({
  value,
  formula: null,
  id: 0,
  look,
})

/** A new formula with an identity of its own; its value comes with the next calculation. */
export const formulaCell = (formula: string, look: Look = plainLook): Cell => {
  lastId += 1
  return { value: null, formula, id: lastId, look }
}

/** The same formula cell with references that moved. */
export const withFormula = (cell: Cell, formula: string): Cell => ({ ...cell, formula })

/** A copy elsewhere: a formula in it is another one. */
export const copiedCell = (cell: Cell, formula: string | null = cell.formula): Cell =>
  formula === null ? { ...cell } : { ...formulaCell(formula, cell.look), value: cell.value }

export const isBlank = (cell: Cell | undefined): boolean => !cell || (cell.value === null && cell.formula === null)
