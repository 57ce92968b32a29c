/** Calendar of the oracle's own: days are ISO texts, months are texts like "2026-08". Texts compare in time's order. */
export type Day = string
export type Month = string

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const text = (date: Date): Day => date.toISOString().slice(0, 10)

export const monthOf = (day: Day): Month => day.slice(0, 7)
export const firstDayOf = (month: Month): Day => `${month}-01`
export const monthAfter = (month: Month, by = 1): Month => {
  const date = at(firstDayOf(month))
  date.setUTCMonth(date.getUTCMonth() + by)
  return text(date).slice(0, 7)
}
export const dayAfter = (day: Day, by = 1): Day => {
  const date = at(day)
  date.setUTCDate(date.getUTCDate() + by)
  return text(date)
}
export const lastDayOf = (month: Month): Day => dayAfter(firstDayOf(monthAfter(month)), -1)
export const laterOf = (a: Day, b: Day): Day => (a > b ? a : b)
export const earlierOf = (a: Day, b: Day): Day => (a < b ? a : b)
export const isWeekday = (day: Day): boolean => ![0, 6].includes(at(day).getUTCDay())

export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day)
  return days
}

export function monthsFrom(from: Month, to: Month): Month[] {
  const months: Month[] = []
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month)
  return months
}

/** The Monday of the day's ISO week. */
export const mondayOf = (day: Day): Day => dayAfter(day, -((at(day).getUTCDay() + 6) % 7))

/** "2026-W07": the week belongs to the year that has its Thursday. */
export function isoWeekOf(day: Day): string {
  const thursday = dayAfter(mondayOf(day), 3)
  const year = thursday.slice(0, 4)
  const number = Math.ceil(daysFrom(`${year}-01-01`, thursday).length / 7)
  return `${year}-W${String(number).padStart(2, '0')}`
}

/** First month of the fiscal quarter or year (so many months long) that the month is in. */
export function fiscalStartOf(month: Month, fiscalYearStart: number, length: 3 | 12): Month {
  let start = `${month.slice(0, 4)}-${String(fiscalYearStart).padStart(2, '0')}`
  if (start > month) start = monthAfter(start, -12)
  while (monthAfter(start, length) <= month) start = monthAfter(start, length)
  return start
}
