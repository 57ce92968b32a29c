import { dbOf } from '../../db/tables.ts'
import type { RunningJob } from '../../jobs/job-handler.ts'
import { requestSchema } from './request-schema.ts'

/** Rows whose results are worked out within some 50 ms, a part at a time. */
const FEW_ROWS = 20

/** Whether an analysis works out more than the results of a few rows: some 2 ms for each client and two years. */
export async function isLongAnalysis({ em, organizationId, payload }: RunningJob): Promise<boolean> {
  const { snapshot } = requestSchema.parse(payload)
  if (snapshot === undefined) return true
  const row = await dbOf(em)
    .selectFrom('snapshot')
    .select(['row_count', 'removed_count', 'dataset'])
    .where('organization_id', '=', organizationId)
    .where('number', '=', snapshot)
    .executeTakeFirst()
  if (!row) return false
  // Costs of staff and exchange rates change results of all clients.
  const touchesAll = row.dataset === 'STAFF' || row.dataset === 'FX_RATES'
  return touchesAll || row.row_count + row.removed_count > FEW_ROWS
}
