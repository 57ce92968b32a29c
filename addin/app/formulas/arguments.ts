import { dayText, monthOfSerial, monthOfText, monthText } from './excel-month.ts'
import { FormulaError } from './formula-error.ts'

/** Dates of Excel from 1930 to 2199; smaller numbers are years or mistakes. */
const isDate = (value: number): boolean => value >= 10_959 && value < 109_939
const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1900 && value < 2200

/**
 * What a formula was given, as text without spaces around; null: nothing. Excel gives null for an argument that is left
 * out and "" for a blank cell. Throws FormulaError for several cells where one is meant.
 */
export function textArgument(value: unknown, name: string): string | null {
  const cell = oneCell(value, name)
  if (cell === null || cell === undefined) return null
  const text = String(cell).trim()
  return text === '' ? null : text
}

/** The same, for what has to be there. */
export function requiredText(value: unknown, name: string, example: string): string {
  const text = textArgument(value, name)
  if (text === null) throw new FormulaError('wrong', `The ${name} is missing: write one, for example ${example}`)
  return text
}

/**
 * A period in the server's words. A date means the month it is in (Excel makes a date of a typed "2026-08"), a number
 * such as 2026 the year; words stay: "2026-Q3", "YTD", "ALL". Null: nothing was given.
 */
export function periodArgument(value: unknown): string | null {
  const cell = oneCell(value, 'period')
  if (typeof cell === 'number' && isDate(cell)) return monthText(monthOfSerial(cell))
  if (typeof cell === 'number' && !isYear(cell))
    throw notA('period', cell, 'a date, "2026-08", "2026-Q3", 2026 or "YTD"')
  return textArgument(cell, 'period')?.toUpperCase() ?? null
}

/** Months since year 0: of a date the month it is in, of a text "2026-08". */
export function monthArgument(value: unknown, name: string): number {
  const cell = oneCell(value, name)
  if (typeof cell === 'number' && isDate(cell)) return monthOfSerial(cell)
  const month = typeof cell === 'string' ? monthOfText(cell.trim()) : null
  if (month === null) throw notA(name, cell, 'a date or a month such as "2026-08"')
  return month
}

/** The moment a number is to be as of: a date means its end; null: now. */
export function asOfArgument(value: unknown): string | null {
  const cell = oneCell(value, 'as_of')
  if (typeof cell !== 'number') return textArgument(cell, 'as_of')
  if (!isDate(cell)) throw notA('as_of', cell, 'a date, an instant such as "2026-08-14T12:00:00Z", or a snapshot’s id')
  return dayText(cell)
}

/** The value of one cell. A data type of Excel counts by the plain value that it stands for, or by its text. */
function oneCell(value: unknown, name: string): unknown {
  if (!Array.isArray(value)) {
    if (typeof value !== 'object' || value === null) return value
    if ('text' in value) return value.text
    return 'basicValue' in value ? value.basicValue : null
  }
  const cells: unknown[] = value.flat()
  if (cells.length === 1) return oneCell(cells[0], name)
  throw new FormulaError('wrong', `The ${name} is ${cells.length} cells: name one`)
}

const notA = (name: string, found: unknown, expected: string): FormulaError =>
  new FormulaError(
    'wrong',
    `The ${name} is ${found === null || found === '' ? 'missing' : String(found)}: write ${expected}`,
  )
