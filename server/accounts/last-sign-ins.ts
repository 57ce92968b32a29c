import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'

/**
 * When people last opened a session in the viewer's organization, in milliseconds since 1970, by their ids. Sessions are
 * forgotten some weeks after they ended, so whoever has not been there since is not among them.
 */
export async function lastSignInsByIds(
  em: SqlEntityManager,
  { organizationId }: Member,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const rows = await dbOf(em)
    .selectFrom('session')
    .where('organization_id', '=', organizationId)
    .where('user_id', 'in', ids)
    .groupBy('user_id')
    .select(({ fn }) => ['user_id', fn.max('created_at').as('at')])
    .execute()
  return new Map(rows.map(row => [row.user_id, Number(row.at)]))
}
