import type { Db } from './tables.ts'

/**
 * Takes the organization's row for the rest of the transaction, so that snapshot numbers and audit entries stay dense
 * and unique whoever else writes. Both dialects take the lock by an update that changes nothing.
 */
export async function lockOrganization(db: Db, organizationId: number) {
  return await db
    .updateTable('organization')
    .set(eb => ({ data_version: eb.ref('data_version') }))
    .where('id', '=', organizationId)
    .returningAll()
    .executeTakeFirstOrThrow()
}
