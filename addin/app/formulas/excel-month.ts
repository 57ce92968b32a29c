/** Day 0 of Excel's serial numbers, in days since 1970, for serials after February 1900. */
const EXCEL_EPOCH = -25569

/** The month that a date of Excel is in, as months since year 0. */
export function monthOfSerial(serial: number): number {
  const date = new Date((Math.floor(serial) + EXCEL_EPOCH) * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** The first day of a month, as a date of Excel. */
export const serialOfMonth = (month: number): number =>
  Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000 - EXCEL_EPOCH

/** "2026-08". */
export const monthText = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`

/** Months since year 0 of "2026-08"; null for other words. */
export function monthOfText(text: string): number | null {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? []
  return year === undefined ? null : Number(year) * 12 + Number(month) - 1
}

/** The day of a date of Excel, "2026-08-14". */
export const dayText = (serial: number): string =>
  new Date((Math.floor(serial) + EXCEL_EPOCH) * 86_400_000).toISOString().slice(0, 10)
