import { isoOfDay } from '../analytics/calendar.ts'
import type { CsvCell } from './csv-text.ts'

/**
 * Time entries as people get them wrong, at the end of the export: a misspelt client, nothing worked, more than a day in
 * a day, nobody who did it. All are rejected, with a reason; the other rows are kept.
 */
export function sampleMistakes(day: number): CsvCell[][] {
  const date = isoOfDay(day)
  const maya = ['Maya Lopez', 'maya.lopez@beaconridge.example']
  const rest = ['Billable', 'Help Desk', '135.00', null, null]
  return [
    ['TE-99001', date, ...maya, 'Harbour Dental Group', '1.50', ...rest, 'Printer offline'],
    ['TE-99002', date, ...maya, 'Harbor Dental Group', '0.00', ...rest, 'Called, nobody there'],
    ['TE-99003', date, ...maya, 'Summit Orthopedics', '75.00', ...rest, 'Locked file on share'],
    ['TE-99004', date, null, null, 'Summit Orthopedics', '0.75', ...rest, 'Reset password and MFA'],
  ]
}
