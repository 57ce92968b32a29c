import type { PeriodInput } from '../../api/operations/overview.gen.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A period as addresses carry it: "2026-10", "2026-Q3", "YTD", "last-12-month", "2026-08-03..2026-08-20". */
export type PeriodCode = string

/** What the API is asked for a code. */
export function periodInput(code: PeriodCode): PeriodInput {
  const last = /^last-(\d{1,4})-(day|week|month|quarter|year)$/.exec(code)
  if (last) return { last: { count: Number(last[1]), unit: last[2]!.toUpperCase() as 'MONTH' } }
  const range = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(code)
  if (range) return { between: { from: range[1]!, to: range[2]! } }
  return { named: code }
}

/** A code for people: "October 2026", "Q3 2026", "Last 12 months", "Year to date". */
export function periodText(code: PeriodCode): string {
  const month = /^(\d{4})-(\d\d)$/.exec(code)
  if (month) return `${months[Number(month[2]) - 1]} ${month[1]}`
  const quarter = /^(\d{4})-Q([1-4])$/.exec(code)
  if (quarter) return `Q${quarter[2]} ${quarter[1]}`
  const last = /^last-(\d+)-(\w+)$/.exec(code)
  if (last) return last[1] === '1' ? `Last ${last[2]}` : `Last ${last[1]} ${last[2]}s`
  const range = /^(\S+)\.\.(\S+)$/.exec(code)
  if (range) return `${periodText(range[1]!)} – ${periodText(range[2]!)}`
  if (code === 'YTD') return 'Year to date'
  if (code === 'ALL') return 'All data'
  if (/^\d{4}-\d\d-\d\d$/.test(code)) return dayText(code)
  return code
}

/** "Oct 2026", for axes and narrow columns. */
export function shortMonth(month: string): string {
  const [year, number] = month.split('-')
  const name = months[Number(number) - 1]
  return name === undefined || number === undefined || number.length > 2 ? month : `${name.slice(0, 3)} ${year}`
}

/** The month so many after (before, if negative) another: addMonths("2026-01", -1) = "2025-12". */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = year * 12 + number - 1 + count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** A day, for people: "3 Aug 2026". */
export function dayText(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number)
  return `${date} ${months[(month ?? 1) - 1]?.slice(0, 3)} ${year}`
}

/** An instant in this machine's time: "3 Aug 2026, 14:05". */
export function timeText(instant: string): string {
  const at = new Date(instant)
  const day = `${at.getDate()} ${months[at.getMonth()]?.slice(0, 3)} ${at.getFullYear()}`
  return `${day}, ${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}
