import type { Argument, CalculatedValue, CalculationSeam, ResultSlot } from '../../custom-functions/seam.ts'
import { fixedReference, referenceBlock } from '../formula/reference-text.ts'
import { tokensOf } from '../formula/tokens.ts'
import { rectangle } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'
import { inputOf, type Mirror } from './mirror.ts'

const SHEET = 'calls'
type Matrix = readonly (readonly CalculatedValue[])[]

export interface CallCellsOptions {
  readonly mirror: () => Mirror
  readonly sheetNamed: (name: string) => Sheet | undefined
  readonly schedule: () => void
  readonly invalidate: (cellId: number) => void
}

/** The hidden cells where arguments of custom functions are calculated and what they answered is kept. */
export class CallCells implements CalculationSeam {
  readonly #options: CallCellsOptions
  #nextRow = 0
  #free: number[] = []
  readonly recalculate: () => void
  readonly invalidate: (cellId: number) => void

  constructor(options: CallCellsOptions) {
    this.#options = options
    this.recalculate = options.schedule
    this.invalidate = options.invalidate
  }

  argument(expression: string): Argument {
    const known = this.#withoutCalculating(expression)
    if (known) return { read: known, release: () => {} }
    const mirror = this.#mirror()
    const row = this.#take(1_000)
    mirror.put(SHEET, row, 0, `=${expression}`)
    return {
      read: () => {
        const [height, width] = mirror.size(SHEET, row, 0)
        if (height === 1 && width === 1) return mirror.value(SHEET, row, 0)
        return Array.from({ length: height }, (_, r) =>
          Array.from({ length: width }, (_, c) => mirror.value(SHEET, row + r, c)),
        )
      },
      release: () => mirror.put(SHEET, row, 0, ''),
    }
  }

  resultSlot(): ResultSlot {
    const mirror = this.#mirror()
    const take = (value: CalculatedValue | Matrix): { row: number; matrix: Matrix } => {
      const matrix: Matrix = Array.isArray(value) ? value : [[value as CalculatedValue]]
      const single = matrix.length === 1
      return { row: single ? (this.#free.pop() ?? this.#take(1)) : this.#take(matrix.length), matrix }
    }
    const put = ({ row, matrix }: { row: number; matrix: Matrix }, clear: boolean): void => {
      for (const [r, cells] of matrix.entries())
        for (const [c, value] of cells.entries()) mirror.put(SHEET, row + r, c, clear ? '' : inputOf(value))
    }
    let place = take('#N/A')
    put(place, false)
    return {
      get reference() {
        return fixedReference(SHEET, rectangle(place.row, 0, place.matrix.length, place.matrix[0]?.length ?? 1))
      },
      set: value => {
        const matrix = Array.isArray(value) ? (value as Matrix) : [[value as CalculatedValue]]
        if (matrix.length !== place.matrix.length) {
          put(place, true)
          if (place.matrix.length === 1) this.#free.push(place.row)
          place = take(matrix)
        } else {
          put(place, true)
          place = { row: place.row, matrix }
        }
        put(place, false)
      },
      release: () => {
        put(place, true)
        if (place.matrix.length === 1) this.#free.push(place.row)
      },
    }
  }

  /** Literals and references to cells are read from the workbook: thousands of them cost nothing. */
  #withoutCalculating(expression: string): (() => CalculatedValue | Matrix) | null {
    const text = expression.trim()
    if (/^-?\d+(?:\.\d+)?$/.test(text)) return () => Number(text)
    if (/^"(?:[^"]|"")*"$/.test(text)) return () => text.slice(1, -1).replaceAll('""', '"')
    if (/^true$/i.test(text)) return () => true
    if (/^false$/i.test(text)) return () => false
    if (text === '') return () => null
    const [token, ...more] = tokensOf(text)
    if (token?.kind !== 'reference' || more.length > 0 || token.reference.sheet === null) return null
    const sheet = this.#options.sheetNamed(token.reference.sheet)
    if (!sheet) return null
    const block = referenceBlock(token.reference)
    const used = sheet.grid.rowCount
    if (block.height === 1 && block.width === 1) return () => sheet.value(block.row, block.column)
    const height = Math.max(Math.min(block.height, used - block.row), 1)
    return () =>
      Array.from({ length: height }, (_, r) =>
        Array.from({ length: block.width }, (_, c) => sheet.value(block.row + r, block.column + c)),
      )
  }

  #mirror(): Mirror {
    const mirror = this.#options.mirror()
    mirror.ensureSheet(SHEET)
    return mirror
  }

  #take(rows: number): number {
    const row = this.#nextRow
    this.#nextRow += rows
    return row
  }
}
