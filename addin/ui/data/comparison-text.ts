import { addMonths, type PeriodCode, periodText } from './period-text.ts'

/** What a period is compared with by default, after a change: "from September", "from Q2 2026", "from the 12 months before". */
export function thanBefore(code: PeriodCode): string {
  if (/^\d{4}-\d\d$/.test(code)) {
    const before = addMonths(code, -1)
    const text = periodText(before)
    return `from ${before.slice(0, 4) === code.slice(0, 4) ? text.split(' ')[0] : text}`
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(code)
  if (quarter) return `from Q${quarter[2] === '1' ? 4 : Number(quarter[2]) - 1}`
  return 'from the period before'
}

/** The month in which a period ends, e.g. for a trend up to it; null where only the server knows (fiscal quarters, lengths). */
export function endMonth(code: PeriodCode): string | null {
  if (/^\d{4}-\d\d$/.test(code)) return code
  return /\.\.(\d{4}-\d\d)/.exec(code)?.[1] ?? null
}

/** Days as a code: whole months by their names, all else by days. */
export function codeOfDays(from: string, to: string): PeriodCode {
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)]
  const whole = from.endsWith('-01') && to === lastDay(last)
  if (!whole) return `${from}..${to}`
  return first === last ? first : `${from}..${to}`
}

const lastDay = (month: string): string =>
  new Date(Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** So many months up to one, as the API takes a range: "2025-10..2026-10". */
export const monthsUpTo = (month: string, count: number): string => `${addMonths(month, 1 - count)}..${month}`
