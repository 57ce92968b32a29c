import { isoOfDay } from '../../../analytics/calendar.ts'
import { FIRST_SERIAL } from '../cells/written-date.ts'
import type { StyleKind } from './cell-styles.ts'

/** Serial of 1970-01-01 in the 1900 system, days between the two systems, and the last day a spreadsheet has. */
const SERIAL_OF_1970 = 25_569
const DAYS_TO_1904 = 1_462
const LAST_SERIAL = 2_958_465
/** The 1900 system has a 29 February 1900 that never was: serials before it are a day off. */
const LEAP_SERIAL = 60

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`

/**
 * A number that its style shows as a date or a time, as text: "2026-03-14", "2026-03-14 08:30:00", "36:15:00". Null
 * where it is out of the calendar, so that the number stays. Times are whole seconds.
 */
export function serialText(value: number, kind: StyleKind, is1904: boolean): string | null {
  if (value < 0 || value > LAST_SERIAL) return null
  const seconds = Math.round(value * 86_400)
  if (value < 1 || (kind === 'TIME' && value < FIRST_SERIAL)) return clock(seconds)
  const days = Math.floor(seconds / 86_400) + (is1904 ? DAYS_TO_1904 : 0)
  const day = isoOfDay(days - SERIAL_OF_1970 + (days < LEAP_SERIAL ? 1 : 0))
  const rest = seconds % 86_400
  return rest === 0 ? day : `${day} ${clock(rest).padStart(8, '0')}`
}
