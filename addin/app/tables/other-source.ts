import { ApiError } from '../../api/api.ts'
import type { Provenance } from '../../workbook/workbook.ts'
import type { PulledBy } from '../metrics/metric-table-model.ts'

/** Who asks from where, as far as it decides whose numbers they get. */
export type Asking = Pick<PulledBy, 'server' | 'organization'>

/**
 * Why numbers of this provenance are none that may be asked for again here; null: they may. Another server, and another
 * organization on the same one, has other clients under the same names and numbers.
 */
export function otherSource({ server, organization }: Provenance, by: Asking): string | null {
  if (server !== by.server) return `its numbers come from ${server}, not from ${by.server}; sign in there`
  if (organization?.id === by.organization?.id) return null
  if (!organization) return 'it does not say of which organization its numbers are; insert it anew'
  return `its numbers are ${organization.name}'s, and you work in ${by.organization?.name ?? 'no organization'}; switch to ${organization.name} first`
}

/** Refuses to take what is answered here for what a table of elsewhere holds. */
export function refuseOtherSource(doing: string, provenance: Provenance, by: Asking): void {
  const reason = otherSource(provenance, by)
  if (reason !== null) throw new ApiError('refused', `${doing}: ${reason}`)
}
