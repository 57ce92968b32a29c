import { firstDayOfMonth } from '../../../analytics/calendar.ts'
import { FIRST_YEAR, LAST_YEAR } from '../cells/written-date.ts'

/** The first day of each month that is read, and of the one behind the last. */
const monthStarts = Int32Array.from({ length: (LAST_YEAR - FIRST_YEAR + 1) * 12 + 1 }, (_, month) =>
  firstDayOfMonth(FIRST_YEAR * 12 + month),
)

/** isoDay of a cell in UTF-8 bytes: the day of "2026-03-14" since 1970, NaN where it has another form or is no such day. */
export function dayOfBytes(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return Number.NaN
  const year = digits(bytes, start) * 100 + digits(bytes, start + 2)
  const month = digits(bytes, start + 5)
  const date = digits(bytes, start + 8)
  // What is not a digit made the number negative.
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || date < 1) return Number.NaN
  const place = (year - FIRST_YEAR) * 12 + month - 1
  const day = (monthStarts[place] as number) + date - 1
  return day < (monthStarts[place + 1] as number) ? day : Number.NaN
}

/** Two digits; far below 0 where they are none. */
function digits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [(bytes[at] as number) - 48, (bytes[at + 1] as number) - 48]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1_000_000
}

/** plainScaled of a cell in UTF-8 bytes: "-1234.5" × 10^places, NaN for anything else. */
export function scaledOfBytes(bytes: Uint8Array, places: number, start: number, end: number): number {
  if (end - start > 15) return Number.NaN
  const isNegative = bytes[start] === 45
  let [value, point, count] = [0, -1, 0]
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const digit = (bytes[at] as number) - 48
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      count++
    } else if (digit === -2 && point < 0) point = at
    else return Number.NaN
  }
  const fraction = point < 0 ? 0 : end - point - 1
  if (count === 0 || fraction > places || (point >= 0 && fraction === 0)) return Number.NaN
  for (let place = fraction; place < places; place++) value *= 10
  return isNegative && value !== 0 ? -value : value
}

/**
 * Whether the character that begins here is surely neither white space nor a control character: of those that have more
 * than one byte, white space begins with C2, E1, E2, E3 and EF.
 */
export function isInk(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at] as number
  if (lead < 0x80) return lead > 32 && lead < 127
  if (lead === 0xc2) return (bytes[at + 1] as number) > 0xa0
  if (lead === 0xe3) return (bytes[at + 1] as number) > 0x80
  return lead !== 0xe1 && lead !== 0xe2 && lead !== 0xef
}

/** Where the last character before `end` begins. */
export function lastCharacter(bytes: Uint8Array, end: number): number {
  let at = end - 1
  while (((bytes[at] as number) & 0xc0) === 0x80) at--
  return at
}
