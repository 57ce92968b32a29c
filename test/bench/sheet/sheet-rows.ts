import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

export type SheetRow = (string | number)[]

/** Ten columns: the nine of time logs and a note. */
export const sheetHeading: readonly string[] = [
  ...['client', 'staff_name', 'date', 'hours', 'rate', 'cost_rate', 'billable', 'work_type', 'external_id', 'notes'],
]
const NUMBERS = new Set([3, 4, 5])
export const HOURS = 3

/** The rows of a file of time logs as cells: numbers as numbers, and a note behind. */
export async function sheetRows(path: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  let first = true
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (!first) {
      const cells = line.split(',').map((cell, index) => (NUMBERS.has(index) ? Number(cell) : cell))
      rows.push([...cells, `Looked after "${cells[0]}" & its <servers>, ${rows.length % 97}`])
    }
    first = false
  }
  return rows
}

/** What a workbook holds: rows below its heading, hundredths of hours, characters of the text of all cells. */
export interface SheetSums {
  readonly rows: number
  readonly hours: number
  readonly characters: number
}

/** Adds up the cells of rows, the heading left out. */
export function sheetSums(): { readonly add: (cells: readonly unknown[]) => void; readonly sums: () => SheetSums } {
  let [rows, hours, characters] = [0, 0, 0]
  const add = (cells: readonly unknown[]) => {
    if (cells[0] === sheetHeading[0]) return
    rows++
    hours += Math.round(Number(cells[HOURS]) * 100)
    for (const cell of cells) characters += cell === null || cell === undefined ? 0 : String(cell).length
  }
  return { add, sums: () => ({ rows, hours, characters }) }
}
