/** The day of a spreadsheet's serial number, YYYY-MM-DD. Serial 25569 is 1970-01-01; times of the day are dropped. */
export const isoDay = (serial: number): string =>
  new Date((Math.floor(serial) - 25569) * 86_400_000).toISOString().slice(0, 10)
