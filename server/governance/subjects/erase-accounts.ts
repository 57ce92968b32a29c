import type { Db } from '../../db/tables.ts'
import { BadInput } from '../../errors.ts'

/**
 * Ends accounts in an organization: their sessions, keys, membership and the queries they kept to themselves; words of
 * questions that they proposed or decided on no longer say so. An account that belongs to no other
 * organization loses its name, address and password; one that does is that organization's to erase. Throws BadInput
 * where nobody would own the organization any more.
 */
export async function eraseAccounts(
  db: Db,
  organizationId: number,
  users: readonly number[],
  random: string,
  now: number,
): Promise<void> {
  if (users.length === 0) return
  const owners = await db
    .selectFrom('membership')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'OWNER')
    .execute()
  if (owners.length > 0 && owners.every(({ user_id: id }) => users.includes(id)))
    throw new BadInput('Erasing a person: they are the only owner; make somebody else an owner first')
  for (const [index, id] of users.entries()) {
    await db
      .updateTable('session')
      .set({ revoked_at: now })
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', id)
      .where('revoked_at', 'is', null)
      .execute()
    await db
      .updateTable('api_key')
      .set({ revoked_at: now })
      .where('organization_id', '=', organizationId)
      .where('created_by', '=', id)
      .where('revoked_at', 'is', null)
      .execute()
    await db.deleteFrom('membership').where('organization_id', '=', organizationId).where('user_id', '=', id).execute()
    await db
      .updateTable('review_task')
      .set({ assignee: null })
      .where('organization_id', '=', organizationId)
      .where('assignee', '=', id)
      .execute()
    await db
      .deleteFrom('saved_query')
      .where('organization_id', '=', organizationId)
      .where('created_by', '=', id)
      .where('shared', '=', 0)
      .execute()
    for (const column of ['proposed_by', 'decided_by', 'retired_by'] as const)
      await db
        .updateTable('ask_term')
        .set({ [column]: null })
        .where('organization_id', '=', organizationId)
        .where(column, '=', id)
        .execute()
    const elsewhere = await db.selectFrom('membership').select('user_id').where('user_id', '=', id).executeTakeFirst()
    if (elsewhere) continue
    await db
      .updateTable('user_account')
      .set({ name: `Erased ${random}`, email: `user-${index}-${random}@erased.invalid`, password_hash: '' })
      .where('id', '=', id)
      .execute()
  }
}
