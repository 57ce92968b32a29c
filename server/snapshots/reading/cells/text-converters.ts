import type { Column } from '../../../datasets/dataset.ts'
import { cellText, shiftPoint } from './raw-cell.ts'
import type { CellConverter } from './row-context.ts'

/** Longest e-mail address by RFC 5321, and longest client name or phone number that is kept. */
const MAX_EMAIL = 254
const MAX_NAME = 300
const MAX_PHONE = 60

/** An apostrophe that only keeps a spreadsheet from taking the text for a formula is not part of it. */
const withoutGuard = (text: string): string =>
  text.charCodeAt(0) === 39 && /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text

/** Text without white space around it. */
export const textConverter =
  (column: Column, max = MAX_NAME): CellConverter =>
  (cell, context) => {
    const text = typeof cell === 'string' ? withoutGuard(cell.trim()) : cellText(cell)
    if (text.length <= max) return text
    return context.report(
      'ERROR',
      'TOO_LONG',
      column.name,
      cell,
      `${column.title}: the text has ${text.length} characters; at most ${max} are kept, shorten it`,
    )
  }

export function emailConverter(column: Column): CellConverter {
  const text = textConverter(column, MAX_EMAIL)
  return (cell, context) => {
    const address = text(cell, context)
    if (typeof address === 'string' && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/.test(address))
      context.report(
        'WARNING',
        'NOT_AN_EMAIL',
        column.name,
        cell,
        `${column.title}: "${address}" does not look like an e-mail address; it is kept as it is`,
      )
    return address
  }
}

/** Digits that a spreadsheet took for a number ("15550102030.0", 1.555010203E10) are written out again. */
export function phoneConverter(column: Column): CellConverter {
  const text = textConverter(column, MAX_PHONE)
  return (cell, context) => {
    const phone = text(cell, context)
    if (typeof phone !== 'string') return phone
    const whole = /^(\+?\d+)\.0+$/.exec(phone)
    if (whole) return whole[1] ?? phone
    const scientific = /^(\d(?:[.,]\d+)?)[eE]\+?(\d{1,2})$/.exec(phone)
    if (scientific) {
      const digits = shiftPoint((scientific[1] ?? '').replace(',', '.'), Number(scientific[2]))
      const lost = (scientific[1] ?? '').length - 2 < Number(scientific[2])
      if (lost)
        context.report(
          'WARNING',
          'PHONE_ROUNDED',
          column.name,
          cell,
          `${column.title}: "${phone}" was rounded by a spreadsheet and read as ${digits}; its last digits may be lost, export the column as text`,
        )
      return digits
    }
    if (!/\d/.test(phone))
      context.report(
        'WARNING',
        'NOT_A_PHONE',
        column.name,
        cell,
        `${column.title}: "${phone}" has no digits; it is kept as it is`,
      )
    return phone
  }
}
