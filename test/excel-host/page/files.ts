import { readXlsx } from 'hucre/xlsx'
import { parseAddress } from '../model/address.ts'
import { formulaCell, plainCell } from '../model/cell.ts'
import { addSheet } from '../model/edits/sheets.ts'
import { addTable, renameTable } from '../model/edits/tables.ts'
import { lookWith, plainLook } from '../model/look.ts'
import { saveWorkbook } from '../model/save-workbook.ts'
import type { Scalar } from '../model/scalar.ts'
import type { Workbook } from '../model/workbook.ts'
import { edit, refusal } from './book.ts'

/** Adds the sheets of a file to the workbook: values, formulas, number formats, tables. */
export async function openFile(book: Workbook, input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? []
  if (!file) return
  input.value = ''
  try {
    const opened = await readXlsx(new Uint8Array(await file.arrayBuffer()))
    edit(book, `Open ${file.name}`, () => {
      for (const { name, rows, cells, tables } of opened.sheets) {
        const sheet = addSheet(book, freeName(book, name))
        for (const [row, line] of rows.entries()) {
          const made = line.map((value, column) => {
            const also = cells?.get(`${row},${column}`)
            const look = also?.style?.numFmt ? lookWith(plainLook, { numberFormat: also.style.numFmt }) : plainLook
            if (also?.formula) return formulaCell(`=${also.formula}`, look)
            const scalar = scalarOf(value)
            return scalar === null ? undefined : plainCell(scalar, look)
          })
          if (made.length > 0) sheet.grid.put(row, 0, [made])
        }
        for (const table of tables ?? []) {
          const at = table.range ? parseAddress(table.range) : null
          if (!at) continue
          const added = addTable(sheet, at.block, true)
          if (!book.findTable(table.name)) renameTable(added, table.name)
        }
        book.activate(sheet)
      }
    })
  } catch (error) {
    refusal.value = `Opening ${file.name}: ${error instanceof Error ? error.message : String(error)}`
  }
}

function scalarOf(value: unknown): Scalar {
  if (value instanceof Date) return value.getTime() / 86_400_000 + 25_569
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return null
}

function freeName(book: Workbook, name: string): string {
  let free = name
  for (let number = 2; book.findSheet(free); number++) free = `${name.slice(0, 26)} (${number})`
  return free
}

export async function saveFile(book: Workbook): Promise<void> {
  const bytes = await saveWorkbook(book)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([new Uint8Array(bytes)]))
  link.download = book.name
  link.click()
  URL.revokeObjectURL(link.href)
}
