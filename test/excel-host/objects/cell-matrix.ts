import { invalidArgument } from '../model/excel-fault.ts'
import { toR1C1 } from '../model/formula/r1c1.ts'
import { numberText } from '../model/number-text.ts'
import { bottomOf } from '../model/rectangle.ts'
import { isErrorText, type Scalar } from '../model/scalar.ts'
import { isMatrix } from './arguments.ts'
import type { RangeTarget } from './range-target.ts'

/** More cells than this, and Excel answers null for values of a range. */
const MOST_CELLS = 5_000_000

function matrix<T>(target: RangeTarget, cell: (row: number, column: number) => T): T[][] | null {
  const { row, column, height, width } = target.block
  if (height * width > MOST_CELLS) return null
  return Array.from({ length: height }, (_, r) => Array.from({ length: width }, (_, c) => cell(row + r, column + c)))
}

const wire = (value: Scalar): string | number | boolean => value ?? ''

export const values = (target: RangeTarget): unknown => matrix(target, (r, c) => wire(target.sheet.value(r, c)))

export const texts = (target: RangeTarget): unknown =>
  matrix(target, (r, c) => numberText(target.sheet.value(r, c), target.sheet.look(r, c).numberFormat))

export const formulas = (target: RangeTarget): unknown =>
  matrix(target, (r, c) => target.sheet.cell(r, c)?.formula ?? wire(target.sheet.value(r, c)))

export const formulasR1C1 = (target: RangeTarget): unknown =>
  matrix(target, (r, c) => {
    const formula = target.sheet.cell(r, c)?.formula
    return formula ? toR1C1(formula, r, c) : wire(target.sheet.value(r, c))
  })

export const numberFormats = (target: RangeTarget): unknown =>
  matrix(target, (r, c) => target.sheet.look(r, c).numberFormat)

export const valueTypes = (target: RangeTarget): unknown =>
  matrix(target, (r, c) => {
    const value = target.sheet.value(r, c)
    if (value === null) return 'Empty'
    if (typeof value === 'number') return 'Double'
    if (typeof value === 'boolean') return 'Boolean'
    return isErrorText(value) ? 'Error' : 'String'
  })

/** What was set, as one row of cells after another: one value stands for all cells. Shapes that do not fit are refused. */
export function matrixArgument(target: RangeTarget, value: unknown): readonly (readonly unknown[])[] {
  const { height, width } = target.block
  if (!Array.isArray(value)) {
    if (height * width > MOST_CELLS) throw invalidArgument()
    return Array.from({ length: height }, () => Array.from({ length: width }, () => value))
  }
  if (!isMatrix(value) || value.length !== height || value.some(row => row.length !== width))
    throw invalidArgument(
      "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
    )
  return value
}

/** null when the cells do not agree, as Excel answers for ranges. */
export function common<T>(target: RangeTarget, cell: (row: number, column: number) => T): T | null {
  const { sheet, block } = target
  const used = Math.min(bottomOf(block), Math.max(sheet.grid.rowCount, block.row))
  const first = cell(block.row, block.column)
  for (let row = block.row; row <= used; row++)
    for (let column = block.column; column < block.column + Math.min(block.width, 500); column++)
      if (cell(row, column) !== first) return null
  return first
}
