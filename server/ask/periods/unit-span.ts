import { monthOfDay, weekdayOfDay } from '../../analytics/calendar.ts'
import { type DaySpan, spanOfMonths } from '../../metrics/periods/day-span.ts'
import {
  fiscalQuarterOfMonth,
  fiscalYearOfMonth,
  spanOfFiscalQuarter,
  spanOfFiscalYear,
} from '../../metrics/periods/fiscal.ts'
import type { Unit } from './read-period.ts'

/** The unit that a day is in, so many units later: unitSpan('MONTH', today, -1, 1) is last month. */
export function unitSpan(unit: Unit, day: number, shift: number, fiscalYearStart: number): DaySpan {
  const month = monthOfDay(day)
  switch (unit) {
    case 'DAY':
      return { from: day + shift, to: day + shift }
    case 'WEEK': {
      const monday = day - weekdayOfDay(day) + 1 + shift * 7
      return { from: monday, to: monday + 6 }
    }
    case 'MONTH':
      return spanOfMonths(month + shift, month + shift)
    case 'QUARTER': {
      const quarter = fiscalQuarterOfMonth(month, fiscalYearStart)
      return spanOfFiscalQuarter(fiscalYearOfMonth(month, fiscalYearStart), quarter + shift, fiscalYearStart)
    }
    case 'YEAR':
      return spanOfFiscalYear(fiscalYearOfMonth(month, fiscalYearStart) + shift, fiscalYearStart)
  }
}

/** The last so many complete units before today; days include today. */
export function lastUnits(unit: Unit, count: number, today: number, fiscalYearStart: number): DaySpan {
  if (unit === 'DAY') return { from: today - count + 1, to: today }
  return {
    from: unitSpan(unit, today, -count, fiscalYearStart).from,
    to: unitSpan(unit, today, -1, fiscalYearStart).to,
  }
}
