import { mayGrant } from '../../access/may-grant.ts'
import type { Member, Role } from '../../access/policy.ts'
import { type Actor, recordEvent } from '../../audit/record-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import type { Db } from '../../db/tables.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, Forbidden, NotFound } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { findPerson, isLastOwner } from './person.ts'
import { viewerNow } from './viewer-now.ts'

/** Gives a member another role. Nobody gives, or takes, a role that can do more than they can; an Owner is left. */
export async function changeRole(
  accounts: Accounts,
  viewer: Member,
  { userId, role }: { readonly userId: number; readonly role: Role },
  now: number,
): Promise<void> {
  const { organizationId } = viewer
  await writeIn(accounts.em, accounts.gate, async db => {
    await lockOrganization(db, organizationId)
    const by = await viewerNow(db, viewer, 'users:manage', 'Changing a role')
    const person = await findPerson(db, organizationId, userId)
    if (!person) throw new NotFound('Changing a role: there is no such person in your organization')
    if (!mayGrant(by, person.role))
      throw new Forbidden(`Changing a role: you cannot change that of somebody who is ${person.role}; ask an Owner`)
    if (!mayGrant(by, role))
      throw new Forbidden(`Changing a role: you cannot give ${role}, which may do more than you; ask an Owner`)
    await storeRole(db, { organizationId, userId, role }, by, now)
  })
}

/** Stores a role, inside the caller's transaction. Throws BadInput where no Owner would be left. */
export async function storeRole(
  db: Db,
  { organizationId, userId, role }: { organizationId: number; userId: number; role: Role },
  by: Actor,
  now: number,
): Promise<void> {
  await lockOrganization(db, organizationId)
  const person = await findPerson(db, organizationId, userId)
  if (!person) throw new NotFound('Changing a role: there is no such person in the organization')
  if (person.role === role) return
  if (role !== 'OWNER' && (await isLastOwner(db, organizationId, person)))
    throw new BadInput(
      'Changing a role: this is the only Owner; make somebody else an Owner first, or hand the ownership over',
    )
  await recordEvent(db, organizationId, by, {
    ...{ at: now, action: 'user.role_changed', subject: `User:${userId}` },
    details: { before: person.role, after: role },
  })
  await db
    .updateTable('membership')
    .set({ role })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
}
