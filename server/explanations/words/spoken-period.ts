import { dayOfIso, monthOfDay } from '../../analytics/calendar.ts'
import type { Period } from '../../metrics/metric-table.ts'

const months = 'January February March April May June July August September October November December'.split(' ')

/**
 * A period as somebody would say it: "July", "July 2025", "the second quarter of 2026", "2025". The year is left out of
 * a month where it goes without saying.
 */
export function spokenPeriod({ label }: Period, withYear: boolean): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(label)
  if (quarter) return `Q${quarter[2]} ${quarter[1]}`
  const month = /^(\d{4})-(\d{2})$/.exec(label)
  if (month) return withYear ? `${months[Number(month[2]) - 1]} ${month[1]}` : months[Number(month[2]) - 1]!
  const span = /^(\d{4})-(\d{2}) to (\d{4})-(\d{2})$/.exec(label)
  if (span) {
    const [first, last] = [months[Number(span[2]) - 1], months[Number(span[4]) - 1]]
    return span[1] === span[3] ? `${first} to ${last} ${span[3]}` : `${first} ${span[1]} to ${last} ${span[3]}`
  }
  const week = /^(\d{4})-W(\d{2})$/.exec(label)
  if (week) return `week ${Number(week[2])} of ${week[1]}`
  return label === 'ALL' ? 'all time' : label === 'YTD' ? 'the year to date' : label
}

/** Whether periods need their years: they are of two years, or of another than today's. */
export function needsYear(periods: readonly Period[], today: number): boolean {
  const years = new Set(periods.flatMap(({ from, to }) => [from.slice(0, 4), to.slice(0, 4)]))
  return years.size > 1 || !years.has(String(Math.floor(monthOfDay(today) / 12)))
}

/** " so far" while the period has not ended. */
export const soFar = ({ to }: Period, today: number): string => ((dayOfIso(to) ?? today) >= today ? ' so far' : '')
