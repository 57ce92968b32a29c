import { accessDenied } from '../excel-fault.ts'
import { bottomOf, type Rectangle, rightOf } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'

/** Refuses when the sheet is protected and one of the cells is locked. */
export function checkWritable(sheet: Sheet, block: Rectangle): void {
  if (!sheet.protection) return
  for (let row = block.row; row <= bottomOf(block); row++)
    for (let column = block.column; column <= rightOf(block); column++)
      if (sheet.look(row, column).locked) throw accessDenied()
}

/** Refuses on a protected sheet, unless the protection allows this ("allowInsertRows", …). */
export function checkAllowed(sheet: Sheet, permission: string): void {
  if (sheet.protection && !sheet.protection.allows.has(permission)) throw accessDenied()
}
