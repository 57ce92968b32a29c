import { isoOfMonth, monthOfDay } from '../../../analytics/calendar.ts'

/** The first and last month in which a license is in force; infinite where it is open. */
export interface MonthsInForce {
  readonly from: number
  readonly to: number
}

/** Those of a row of the sheet. */
export interface LicenseMonths extends MonthsInForce {
  readonly key: number
  readonly row: number
}

export const inForceMonths = (startDay: number | null, endDay: number | null): MonthsInForce => ({
  from: startDay === null ? Number.NEGATIVE_INFINITY : monthOfDay(startDay),
  to: endDay === null ? Number.POSITIVE_INFINITY : monthOfDay(endDay),
})

export const overlapOf = (one: MonthsInForce, other: MonthsInForce): boolean =>
  one.from <= other.to && other.from <= one.to

/** " in 2026-02", the first month in which both are in force; "" where both are open at the start. */
export function inMonth(one: MonthsInForce, other: MonthsInForce): string {
  const month = Math.max(one.from, other.from)
  return Number.isFinite(month) ? ` in ${isoOfMonth(month)}` : ''
}
