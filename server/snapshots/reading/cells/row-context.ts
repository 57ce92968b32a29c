import type { CellValue, RowIssue, Severity } from '../../../datasets/dataset.ts'
import { cellText, type RawCell } from './raw-cell.ts'

const MAX_VALUE = 200

/** A cell's text as an issue shows it: long ones are cut, with an ellipsis. */
const shownText = (cell: RawCell): string => {
  const text = cellText(cell)
  const shown = text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text
  return shown.includes('\0') ? shown.replaceAll('\0', '\u2400') : shown
}

/** The row being read: what its cells share, and what is wrong with it so far. */
export class RowContext {
  row = 0
  /** Currency of the row's amounts, and the places of its minor unit. */
  currency: string
  minorDigits: number
  /** Where the row's currency comes from; a symbol beside an amount must agree with it unless it is the base. */
  currencyFrom: 'COLUMN' | 'SYMBOL' | 'BASE' = 'BASE'
  errors = 0
  issues: RowIssue[] = []

  constructor(currency: string, minorDigits: number) {
    this.currency = currency
    this.minorDigits = minorDigits
  }

  /** Adds an issue and gives the value an unreadable cell has: null. */
  report(
    severity: Severity,
    code: string,
    column: string | null,
    cell: RawCell,
    message: string,
    suggestion: string | null = null,
  ): null {
    if (severity === 'ERROR') this.errors++
    const value = cell === null || cell === undefined ? null : shownText(cell)
    this.issues.push({ row: this.row, column, value, code, message, severity, suggestion })
    return null
  }
}

/** Turns a cell that is neither blank nor broken into the column's typed value; reports what is wrong with it. */
export type CellConverter = (cell: string | number | boolean, context: RowContext) => CellValue
