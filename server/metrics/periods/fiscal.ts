import { type DaySpan, spanOfMonths } from './day-span.ts'

/**
 * Fiscal years are named after the calendar year in which they start: with a start in April, 2025 is April 2025 to
 * March 2026 and 2025-Q1 April to June 2025.
 * @param start first month of the fiscal year, 1 to 12
 */
export const fiscalYearOfMonth = (month: number, start: number): number => Math.floor((month - (start - 1)) / 12)

/** 1 to 4. */
export const fiscalQuarterOfMonth = (month: number, start: number): number =>
  Math.floor((month - (start - 1) - fiscalYearOfMonth(month, start) * 12) / 3) + 1

const firstMonthOf = (year: number, start: number): number => year * 12 + start - 1

export const spanOfFiscalYear = (year: number, start: number): DaySpan =>
  spanOfMonths(firstMonthOf(year, start), firstMonthOf(year, start) + 11)

export const spanOfFiscalQuarter = (year: number, quarter: number, start: number): DaySpan =>
  spanOfMonths(firstMonthOf(year, start) + quarter * 3 - 3, firstMonthOf(year, start) + quarter * 3 - 1)
