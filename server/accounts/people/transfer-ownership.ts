import type { Member } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, NotFound } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { storeRole } from './change-role.ts'
import { findPerson } from './person.ts'
import { viewerNow } from './viewer-now.ts'

/** Makes a member the Owner in the place of the viewer, who becomes an Admin. Other Owners stay. */
export async function transferOwnership(accounts: Accounts, viewer: Member, to: number, now: number): Promise<void> {
  const { organizationId, userId } = viewer
  await writeIn(accounts.em, accounts.gate, async db => {
    await lockOrganization(db, organizationId)
    const by = await viewerNow(db, viewer, 'workspace:own', 'Handing over the ownership')
    const person = await findPerson(db, organizationId, to)
    if (!person) throw new NotFound('Handing over the ownership: there is no such person in your organization')
    if (userId === null || to === userId)
      throw new BadInput('Handing over the ownership: you have it; choose somebody else')
    await recordEvent(db, organizationId, by, {
      ...{ at: now, action: 'organization.owner_changed', subject: `User:${to}`, details: { from: `User:${userId}` } },
    })
    await storeRole(db, { organizationId, userId: to, role: 'OWNER' }, by, now)
    await storeRole(db, { organizationId, userId, role: 'ADMIN' }, by, now)
  })
}
