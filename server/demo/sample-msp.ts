import type { DatasetKind } from '../datasets/dataset.ts'
import { sampleBudgetsCsv } from './sample-budgets.ts'
import { sampleCalendar } from './sample-calendar.ts'
import { sampleClientsCsv } from './sample-clients.ts'
import { sampleFxRatesCsv } from './sample-fx-rates.ts'
import { sampleInvoicesCsv } from './sample-invoices.ts'
import { sampleLicensesCsv } from './sample-licenses.ts'
import { sampleStaffCsv } from './sample-staff.ts'
import { sampleTimeLogsCsv } from './sample-time-logs.ts'

export interface SampleFile {
  readonly dataset: DatasetKind
  readonly fileName: string
  readonly text: string
}

export const SAMPLE_ORGANIZATION = 'Beacon Ridge IT'
export const SAMPLE_CURRENCY = 'USD'

/**
 * The exports of an invented MSP, as its tools would write them: 34 clients, 17 people, 24 months ending before today's.
 * The same day and seed give the same bytes.
 * @param today days since 1970-01-01
 */
export function sampleMsp(today: number, seed = 7): readonly SampleFile[] {
  const calendar = sampleCalendar(today)
  return [
    { dataset: 'CLIENTS', fileName: 'psa-companies.csv', text: sampleClientsCsv(calendar, seed) },
    { dataset: 'STAFF', fileName: 'hr-people.csv', text: sampleStaffCsv(calendar, seed) },
    { dataset: 'FX_RATES', fileName: 'fx-rates.csv', text: sampleFxRatesCsv(calendar, seed) },
    { dataset: 'INVOICES', fileName: 'accounting-invoices.csv', text: sampleInvoicesCsv(calendar, seed) },
    { dataset: 'TIME_LOGS', fileName: 'psa-time-entries.csv', text: sampleTimeLogsCsv(calendar, seed) },
    { dataset: 'LICENSES', fileName: 'distributor-subscriptions.csv', text: sampleLicensesCsv(calendar, seed) },
    { dataset: 'BUDGETS', fileName: 'budget.csv', text: sampleBudgetsCsv(calendar) },
  ]
}
