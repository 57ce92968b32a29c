import { createHash } from 'node:crypto'
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
  /** SHA-256 of the text of all cells in their order, where it was asked for; it would be part of the time. */
  readonly sha256: string | null
}

const textOf = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell))

/** Adds up the cells of rows, the heading left out. @param whole whether with the hash of all cells */
export function sheetSums(whole = false): {
  readonly add: (cells: readonly unknown[]) => void
  readonly sums: () => SheetSums
} {
  let [rows, hours, characters] = [0, 0, 0]
  const hash = whole ? createHash('sha256') : null
  const add = (cells: readonly unknown[]) => {
    if (cells[0] === sheetHeading[0]) return
    rows++
    hours += Math.round(Number(cells[HOURS]) * 100)
    for (const cell of cells) characters += textOf(cell).length
    hash?.update(`${cells.map(textOf).join('\x1f')}\n`)
  }
  return { add, sums: () => ({ rows, hours, characters, sha256: hash?.digest('hex') ?? null }) }
}
