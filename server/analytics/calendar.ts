/**
 * Days are whole numbers since 1970-01-01, months are year × 12 + (month − 1), both in the proleptic Gregorian
 * calendar without time zones.
 */
const DAY_MS = 86_400_000

export const dayOf = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / DAY_MS

/** The day of an ISO date, or null where there is no such day: dayOfIso("2026-02-30") is null. */
export function dayOfIso(iso: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (!match) return null
  const day = Date.parse(`${iso}T00:00:00Z`) / DAY_MS
  return Number.isInteger(day) && isoOfDay(day) === iso ? day : null
}

export const isoOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** The day an instant falls on, in UTC. */
export const dayOfInstant = (milliseconds: number): number => Math.floor(milliseconds / DAY_MS)

/** Days from 0000-03-01 to 1970-01-01, and in 400 years: the calendar repeats after them. */
const DAYS_TO_1970 = 719_468
const DAYS_OF_400_YEARS = 146_097

// Counted, not asked of a Date: a fifth of the time, and tables ask for tens of thousands of months.
export function monthOfDay(day: number): number {
  const days = day + DAYS_TO_1970
  const era = Math.floor(days / DAYS_OF_400_YEARS)
  const ofEra = days - era * DAYS_OF_400_YEARS
  // Years begin in March, so that a leap day is the last of its year.
  const leapDays = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096)
  const year = Math.floor((ofEra - leapDays) / 365)
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  // From March on, months of 31, 30, 31, 30, 31 days: 153 in five.
  const month = Math.floor((5 * ofYear + 2) / 153)
  return (era * 400 + year) * 12 + month + 2
}

export const firstDayOfMonth = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS
export const lastDayOfMonth = (month: number): number => firstDayOfMonth(month + 1) - 1

export const isoOfMonth = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`

/** The month of "2026-08", or null. */
export function monthOfIso(iso: string): number | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(iso)
  return match ? Number(match[1]) * 12 + Number(match[2]) - 1 : null
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOfDay = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** Mondays to Fridays from the first to the last day, both included; 0 when they are in the wrong order. */
export function weekdaysBetween(from: number, to: number): number {
  if (to < from) return 0
  const length = to - from + 1
  let count = Math.floor(length / 7) * 5
  for (let day = from + Math.floor(length / 7) * 7; day <= to; day++) if (weekdayOfDay(day) <= 5) count++
  return count
}

/** The ISO week of a day, as "2026-W07" (weeks start on Monday; week 1 has the year's first Thursday). */
export function isoWeekOfDay(day: number): string {
  const thursday = day + 4 - weekdayOfDay(day)
  const year = new Date(thursday * DAY_MS).getUTCFullYear()
  return `${year}-W${String(Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1).padStart(2, '0')}`
}
