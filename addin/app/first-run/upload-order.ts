import type { DatasetKind } from '../../api/operations/upload.gen.ts'

/** Clients first, since everything else names them; then what later rows are priced by. */
export const uploadOrder: readonly DatasetKind[] = [
  'CLIENTS',
  'STAFF',
  'FX_RATES',
  'INVOICES',
  'TIME_LOGS',
  'LICENSES',
  'BUDGETS',
]

/** What a dataset is good for, as the end of a sentence: "Without time logs you will not see …". */
export const unlocks: Readonly<Record<DatasetKind, string>> = {
  CLIENTS: 'who the other sheets are about; they name these clients',
  STAFF: 'labour cost, utilisation and capacity by person',
  FX_RATES: 'amounts in other currencies; not needed if you invoice in one',
  INVOICES: 'revenue, and what is overdue',
  TIME_LOGS: 'hours, utilisation, and what each client costs in work',
  LICENSES: 'gross margin, unused seats in money, and seats that nobody is billed for',
  BUDGETS: 'how far you are from the plan; not needed to begin',
}

/** Without these the gross margin is not known; the others add to it. */
export const essential: readonly DatasetKind[] = ['CLIENTS', 'INVOICES', 'TIME_LOGS', 'LICENSES']
