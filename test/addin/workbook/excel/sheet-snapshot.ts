import { cellAddress } from '../../../excel-host/model/address.ts'
import { isBlank } from '../../../excel-host/model/cell.ts'
import { bottomOf, contains, type Rectangle, rectangle, rightOf } from '../../../excel-host/model/rectangle.ts'
import type { Scalar } from '../../../excel-host/model/scalar.ts'
import type { Workbook } from '../../../excel-host/model/workbook.ts'

/** A sheet as it was: contents by address (a formula as its text), and where its tables are. */
export interface SheetSnapshot {
  readonly name: string
  readonly contents: ReadonlyMap<string, Scalar>
  readonly tables: readonly { readonly id: string; readonly name: string; readonly block: Rectangle }[]
}

export function snapshotOf(book: Workbook): ReadonlyMap<string, SheetSnapshot> {
  return new Map(
    book.sheets.map(sheet => {
      const contents = new Map<string, Scalar>()
      for (const [row, line] of sheet.grid.rows())
        for (const [column, cell] of line.entries())
          if (cell && !isBlank(cell)) contents.set(cellAddress(row, column), cell.formula ?? cell.value)
      const tables = book.tablesOf(sheet).map(({ id, name, block }) => ({ id, name, block }))
      return [sheet.id, { name: sheet.name, contents, tables }]
    }),
  )
}

/** Contents of a rectangle, row by row; blank is null. */
export const linesOf = ({ contents }: SheetSnapshot, { row, column, height, width }: Rectangle): Scalar[][] =>
  Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => contents.get(cellAddress(row + r, column + c)) ?? null),
  )

const lastRow = 400
const lastColumn = 40

/**
 * What became of cells outside of a table, in words; empty: nothing. What is below it in its columns may have moved down
 * together, as Excel moves it when a table grows; references in formulas follow that and are not compared.
 */
export function changesOutside(before: SheetSnapshot, after: SheetSnapshot, was: Rectangle, is: Rectangle): string[] {
  const moved = is.height - was.height
  const changes: string[] = []
  const same = (one: Scalar, other: Scalar) =>
    one === other || (isFormula(one) && isFormula(other) && !other.includes('#REF!'))
  const differences = (by: number): string[] => {
    const found: string[] = []
    for (let row = 0; row < lastRow; row++)
      for (let column = 0; column < lastColumn; column++) {
        if (contains(was, rectangle(row, column))) continue
        const isBelow = row > bottomOf(was) && column >= was.column && column <= rightOf(was)
        const at = cellAddress(row, column)
        const old = before.contents.get(at) ?? null
        if (old === null) continue
        const now = after.contents.get(cellAddress(isBelow ? row + by : row, column)) ?? null
        if (!same(old, now)) found.push(`${at} was ${old}, is ${now}`)
      }
    return found
  }
  const inPlace = differences(0)
  if (inPlace.length > 0 && (moved <= 0 || differences(moved).length > 0)) changes.push(...inPlace)
  const outside = (snapshot: SheetSnapshot, table: Rectangle) =>
    [...snapshot.contents.keys()].filter(at => !isIn(table, at)).length
  const [old, now] = [outside(before, was), outside(after, is)]
  if (old !== now) changes.push(`${old} cells stood outside, and now ${now}`)
  return changes
}

const isFormula = (value: Scalar): value is string => typeof value === 'string' && value.startsWith('=')

function isIn(table: Rectangle, address: string): boolean {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? []
  const column = [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return contains(table, rectangle(Number(digits) - 1, column))
}
