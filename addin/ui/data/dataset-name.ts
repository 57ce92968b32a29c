import type { DatasetKind } from '../../api/operations/overview.gen.ts'

const names: Readonly<Record<DatasetKind, string>> = {
  CLIENTS: 'Clients',
  INVOICES: 'Invoices',
  TIME_LOGS: 'Time logs',
  LICENSES: 'Licenses',
  STAFF: 'Staff',
  BUDGETS: 'Budgets',
  FX_RATES: 'Exchange rates',
}

/** A dataset for people. */
export const datasetName = (kind: DatasetKind): string => names[kind]
