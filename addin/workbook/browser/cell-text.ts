import type { CellValue } from '../workbook.ts'

const numbers = new Map<string, Intl.NumberFormat>()

/** A cell as a person reads it: the usual ones of Excel's number formats; of others the number itself. */
export function cellText(value: CellValue, format: string | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') return value
  if (format === null || format === 'General' || format === '@') return generalNumber(value)
  if (isDateFormat(format)) return isoDate(value)
  return formatted(value, format)
}

/** Whether the format shows a date or time: y, m, d, h or s outside of quotes, brackets and escapes. */
export const isDateFormat = (format: string | null): boolean =>
  format !== null && /[ymdhs]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, ''))

/** Excel counts days from 1899-12-30; a fraction is a time of day. */
export function isoDate(serial: number): string {
  const day = new Date(Math.round((serial - 25_569) * 86_400) * 1000)
  if (Number.isNaN(day.getTime())) return String(serial)
  const text = day.toISOString()
  return serial % 1 === 0 ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}

function formatted(value: number, format: string): string {
  const parts = format.split(';')
  const section = value < 0 && parts[1] ? parts[1] : value === 0 && parts[2] ? parts[2] : (parts[0] ?? format)
  // What is quoted, escaped or in brackets is no part of the number, wherever it has a digit or a percent sign.
  const plain = section.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, words => ' '.repeat(words.length))
  const digits = /[#0][#0,]*(?:\.([#0]+))?/.exec(plain)
  if (!digits) return generalNumber(value)
  const percent = plain.includes('%')
  const decimals = digits[1] ?? ''
  const key = `${decimals}|${digits[0].includes(',')}`
  let number = numbers.get(key)
  if (!number) {
    number = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: decimals.replaceAll('#', '').length,
      maximumFractionDigits: decimals.length,
      useGrouping: digits[0].includes(','),
    })
    numbers.set(key, number)
  }
  const size = number.format(Math.abs(percent ? value * 100 : value))
  const negative = value < 0 && !parts[1] && /[1-9]/.test(size)
  const literal = (text: string) =>
    text
      .replace(/\[\$([^\]-]*)[^\]]*\]/g, '$1')
      .replace(/\[[^\]]*\]|_.|\*./g, '')
      .replace(/["\\]/g, '')
  const before = literal(section.slice(0, digits.index))
  const after = literal(section.slice(digits.index + digits[0].length))
  return `${negative ? '-' : ''}${before}${size}${after}`
}

const generalNumber = (value: number): string => String(Number(value.toPrecision(12)))
