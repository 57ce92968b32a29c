import type { CellValue } from '../../../../addin/workbook/workbook.ts'
import { plainCell } from '../../../excel-host/model/cell.ts'
import type { Workbook } from '../../../excel-host/model/workbook.ts'

/** Puts values into the sheets of a host's workbook as they are: nothing is read into texts. */
export function fillSheets(book: Workbook, sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>): void {
  for (const [name, rows] of Object.entries(sheets))
    for (const [row, cells] of rows.entries())
      if (cells.length > 0)
        book
          .sheet(name)
          .grid.put(row, 0, [cells.map(value => (value === null || value === '' ? undefined : plainCell(value)))])
  book.settle('person')
}
