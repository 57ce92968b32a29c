import { format, getFormatFromId, isTextFormat, parseValue } from 'numfmt'
import { isErrorText, type Scalar } from './scalar.ts'

/** What a cell shows: the value in its number format. */
export function numberText(value: Scalar, numberFormat: string): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') {
    if (numberFormat === 'General' || numberFormat === '@' || isErrorText(value)) return value
    return formatted(value, numberFormat)
  }
  return formatted(value, numberFormat)
}

function formatted(value: string | number, numberFormat: string): string {
  try {
    return format(numberFormat === '@' ? 'General' : numberFormat, value, { throws: true })
  } catch {
    return String(value)
  }
}

export interface Entry {
  readonly value: Scalar
  readonly formula: string | null
  /** The format that goes with what was typed ("12%", "2025-08"); null: none. */
  readonly numberFormat: string | null
}

const entry = (value: Scalar, numberFormat: string | null = null): Entry => ({ value, formula: null, numberFormat })

/** Texts that begin with a letter are dates only by these; looking closer at each of a million is slow. */
const words = /^\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|a|p)/i

/** What becomes of text that is typed, or written by an add-in, into a cell of this format. */
export function parseEntry(text: string, numberFormat: string): Entry {
  if (text === '') return entry(null)
  if (text.startsWith("'")) return entry(text.slice(1))
  if (isTextFormat(numberFormat)) return entry(text)
  if (text.startsWith('=') && text.length > 1) return { value: null, formula: text, numberFormat: null }
  if (!/\d/.test(text)) {
    if (/^(?:true|false)$/i.test(text)) return entry(text.toLowerCase() === 'true')
    return entry(isErrorText(text.toUpperCase()) ? text.toUpperCase() : text)
  }
  if (/^\s*[a-z]/i.test(text) && !words.test(text)) return entry(text)
  const month = /^(\d{4})-(\d{1,2})$/.exec(text)
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) return entry(serial(`${text}-01`), 'mmm-yy')
  const parsed = parseValue(text)
  if (!parsed || typeof parsed.value !== 'number') return entry(text)
  const id: unknown = 'formatId' in parsed ? parsed.formatId : undefined
  const found = typeof id === 'number' ? getFormatFromId(id) : undefined
  return entry(parsed.value, found === undefined || found === 'General' ? null : found)
}

function serial(date: string): number {
  return Math.round(Date.parse(`${date.replace(/-(\d)-/, '-0$1-')}T00:00:00Z`) / 86_400_000) + 25_569
}
