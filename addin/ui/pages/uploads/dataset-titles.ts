import type { DatasetKind } from '../../../api/operations/upload.gen.ts'

/** What people call the datasets. */
export const datasetTitles: Readonly<Record<DatasetKind, string>> = {
  CLIENTS: 'Clients',
  STAFF: 'Staff',
  INVOICES: 'Invoices',
  TIME_LOGS: 'Time logs',
  LICENSES: 'Licenses',
  BUDGETS: 'Budgets',
  FX_RATES: 'Exchange rates',
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
