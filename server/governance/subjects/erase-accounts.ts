import { mayGrant } from '../../access/may-grant.ts'
import type { Member } from '../../access/policy.ts'
import type { Db } from '../../db/tables.ts'
import { BadInput, Forbidden } from '../../errors.ts'

/**
 * Ends accounts in an organization: their sessions, keys, membership and the queries they kept to themselves; words of
 * questions that they proposed or decided on no longer say so. An account that belongs to no other
 * organization loses its name, address, password and second factor; one that does is that organization's to erase, so
 * the caller's work must see memberships of every organization. Throws BadInput
 * where nobody would own the organization any more, Forbidden where one of them may do more than the viewer.
 */
export async function eraseAccounts(
  db: Db,
  viewer: Member,
  users: readonly number[],
  random: string,
  now: number,
): Promise<void> {
  if (users.length === 0) return
  const { organizationId } = viewer
  const members = await db
    .selectFrom('membership')
    .select(['user_id', 'role'])
    .where('organization_id', '=', organizationId)
    .execute()
  const owners = members.filter(({ role }) => role === 'OWNER')
  if (owners.length > 0 && owners.every(({ user_id: id }) => users.includes(id)))
    throw new BadInput('Erasing a person: they are the only owner; make somebody else an owner first')
  const beyond = members.find(({ user_id: id, role }) => users.includes(id) && !mayGrant(viewer, role))
  if (beyond) throw new Forbidden(`Erasing a person: they are ${beyond.role}, who may do more than you; ask an Owner`)
  for (const [index, id] of users.entries()) {
    await db.deleteFrom('session').where('organization_id', '=', organizationId).where('user_id', '=', id).execute()
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
    for (const table of ['second_factor', 'backup_code', 'identity'] as const)
      await db.deleteFrom(table).where('user_id', '=', id).execute()
    await db
      .updateTable('user_account')
      .set({ name: `Erased ${random}`, email: `user-${index}-${random}@erased.invalid`, password_hash: '' })
      .where('id', '=', id)
      .execute()
  }
}

/** Invitations of an address end, and name it no more. Answers how many there were. */
export async function eraseInvitations(
  db: Db,
  organizationId: number,
  emails: readonly string[],
  { random, now, dryRun }: { readonly random: string; readonly now: number; readonly dryRun: boolean },
): Promise<number> {
  const found = await db
    .selectFrom('invitation')
    .select(['id', 'revoked_at', 'accepted_at'])
    .where('organization_id', '=', organizationId)
    .where('email', 'in', emails.length > 0 ? [...emails] : [''])
    .execute()
  if (dryRun) return found.length
  for (const { id, revoked_at: revoked, accepted_at: accepted } of found)
    await db
      .updateTable('invitation')
      .set({ email: `invited-${random}@erased.invalid`, revoked_at: revoked ?? (accepted === null ? now : null) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
  return found.length
}
