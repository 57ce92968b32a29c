import { scopesOfRole } from '../../../server/access/policy.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { dbOf } from '../../../server/db/tables.ts'

/** A database that the world was imported into, and somebody who may see all of it. */
export async function openedWorld(file: string, { readers = true } = {}) {
  const database = await openDatabase({ file }, { readers })
  const { id: organizationId } = await dbOf(database.em.fork())
    .selectFrom('organization')
    .select('id')
    .executeTakeFirstOrThrow()
  const owner = {
    userId: null,
    email: null,
    organizationId,
    role: 'OWNER' as const,
    scopes: new Set(scopesOfRole.OWNER),
    apiKeyId: null,
  }
  return { database, owner }
}
