import type { Dataset } from '../../datasets/dataset.ts'
import { neutralCell } from './neutral-cell.ts'

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A dataset's template as CSV (RFC 4180): its columns' names and one row of examples. */
export function templateCsv(dataset: Dataset): string {
  const line = (cells: readonly string[]) => `${cells.map(cell => quoted(neutralCell(cell))).join(',')}\r\n`
  return line(dataset.columns.map(column => column.name)) + line(dataset.columns.map(column => column.example))
}
