import type { Db } from '../../db/tables.ts'
import type { OwnWords } from './check-password.ts'

/** What a person's password must not be: their address and name, and the names of their organizations. */
export async function ownWordsOf(db: Db, userId: number): Promise<OwnWords> {
  const rows = await db
    .selectFrom('user_account as u')
    .leftJoin('membership as m', 'm.user_id', 'u.id')
    .leftJoin('organization as o', 'o.id', 'm.organization_id')
    .where('u.id', '=', userId)
    .select(['u.email', 'u.name', 'o.name as organization'])
    .execute()
  return rows.flatMap(row => [row.email, row.name, row.organization])
}
