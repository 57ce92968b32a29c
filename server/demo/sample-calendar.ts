import { firstDayOfMonth, isoOfDay, lastDayOfMonth, monthOfDay } from '../analytics/calendar.ts'

/** How many months the sample covers. */
export const SAMPLE_MONTHS = 24

/** Months of the sample are counted 0 to 23; 23 is the month before today's. */
export interface SampleCalendar {
  readonly today: number
  /** The month, as year × 12 + (month − 1), of a number from 0. May lie outside the sample. */
  month(index: number): number
  firstDay(index: number): number
  lastDay(index: number): number
  /** 1 to 12. */
  monthOfYear(index: number): number
}

export function sampleCalendar(today: number): SampleCalendar {
  const first = monthOfDay(today) - SAMPLE_MONTHS
  return {
    today,
    month: index => first + index,
    firstDay: index => firstDayOfMonth(first + index),
    lastDay: index => lastDayOfMonth(first + index),
    monthOfYear: index => ((first + index) % 12) + 1,
  }
}

/** A day as American tools write it: 3/14/2026. */
export function usDate(day: number): string {
  const [year, month, date] = isoOfDay(day).split('-').map(Number)
  return `${month}/${date}/${year}`
}

/** Cents as a decimal: 420000 is 4200.00. */
export const centsText = (cents: number): string => (cents / 100).toFixed(2)
