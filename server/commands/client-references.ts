import type { SqlEntityManager } from '@mikro-orm/sql'
import { scopesOfRole } from '../access/policy.ts'
import { clientNamed } from '../clients/read-clients.ts'
import type { ClientReference } from '../snapshots/import-request.ts'
import { UsageError } from './usage-error.ts'

/** The clients that unknown names are said to mean. Throws UsageError for one that is not there. */
export async function clientReferences(
  em: SqlEntityManager,
  organizationId: number,
  said: readonly { readonly name: string; readonly client: string }[],
): Promise<readonly ClientReference[]> {
  const scopes = new Set(scopesOfRole.OWNER)
  const viewer = { userId: null, email: null, organizationId, role: null, scopes, apiKeyId: null }
  return await Promise.all(
    said.map(async ({ name, client }) => {
      const found = await clientNamed(em, viewer, client)
      if (!found) throw new UsageError(`--client: there is no client "${client}"`)
      return { name, clientId: found.id }
    }),
  )
}
