import type { DatasetKind } from '../../../datasets/dataset.ts'
import type { StageRow } from '../stage-context.ts'
import { stageBudget } from './stage-budget.ts'
import { stageClient } from './stage-client.ts'
import { stageFxRate } from './stage-fx-rate.ts'
import { stageInvoice } from './stage-invoice.ts'
import { stageLicense } from './stage-license.ts'
import { stageStaff } from './stage-staff.ts'
import { stageTimeLog } from './stage-time-log.ts'

/** How a read row of each dataset becomes a row of its table. */
export const stageRows: Readonly<Record<DatasetKind, StageRow>> = {
  CLIENTS: stageClient,
  INVOICES: stageInvoice,
  TIME_LOGS: stageTimeLog,
  LICENSES: stageLicense,
  STAFF: stageStaff,
  BUDGETS: stageBudget,
  FX_RATES: stageFxRate,
}
