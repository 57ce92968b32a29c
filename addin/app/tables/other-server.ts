import { ApiError } from '../../api/api.ts'
import type { Provenance } from '../../workbook/workbook.ts'
import type { PulledBy } from '../metrics/metric-table-model.ts'

/** Another server has other clients under the same numbers: what it answers is never taken for this table's. */
export function refuseOtherServer(doing: string, { server }: Provenance, by: PulledBy): void {
  if (server === by.server) return
  throw new ApiError('refused', `${doing}: its numbers come from ${server}, not from ${by.server}; sign in there`)
}
