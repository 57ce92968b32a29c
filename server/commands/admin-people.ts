import { encodeId } from '../access/opaque-id.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { passwordForReset, resetPassword } from '../accounts/passwords/reset-password.ts'
import { storeRole } from '../accounts/people/change-role.ts'
import { accountByEmail, type StoredAccount } from '../accounts/prove-account.ts'
import { readUsers } from '../accounts/read-users.ts'
import { recordForPerson } from '../accounts/record-for-person.ts'
import { deleteSecondFactor } from '../accounts/second-factor/second-factor-record.ts'
import { endSessions } from '../accounts/sessions/end-sessions.ts'
import { type Db, dbOf } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import { BadInput } from '../errors.ts'
import type { AdminArguments } from './admin-arguments.ts'
import { memberFor } from './member-for.ts'
import { organizationFor } from './organization-for.ts'

/** Whoever runs the server is nobody in particular in its logs. */
const operator = { userId: null, role: null }

/** Everybody of an organization, or of all of them. */
export async function listUsers(accounts: Accounts, organization: string | null) {
  const db = dbOf(accounts.em.fork())
  const organizations =
    organization === null
      ? await db.selectFrom('organization').select(['id', 'name']).orderBy('name').execute()
      : [await organizationFor(db, organization)]
  const users = []
  for (const { id, name } of organizations)
    for (const user of await readUsers(db, id))
      users.push({
        ...{ organization: name, id: encodeId('User', id, user.id), name: user.name, email: user.email },
        ...{ role: user.role, secondFactor: user.secondFactor, joinedAt: new Date(user.joinedAt).toISOString() },
      })
  return { users }
}

/** Gives any role, an Owner's too: this is how an organization whose only Owner is gone gets another one. */
export async function setRole(
  accounts: Accounts,
  { email, organization, role }: Extract<AdminArguments, { command: 'set-role' }>,
  now: number,
) {
  const member = await memberFor(dbOf(accounts.em.fork()), 'Setting a role', { email, organization })
  await writeIn(accounts.em, accounts.gate, db => storeRole(db, { ...member, role }, operator, now))
  return { organization: member.organization, email: email.trim().toLowerCase(), before: member.role, role }
}

/** Sets a password for somebody who has lost theirs; their sessions end. The second factor stays. */
export async function setPassword(accounts: Accounts, address: string, password: string, now: number) {
  const db = dbOf(accounts.em.fork())
  const email = address.trim().toLowerCase()
  const { userId } = await knownAccount(db, 'Resetting the password', email)
  const passwordHash = await passwordForReset(db, userId, password)
  const endedSessions = await writeIn(accounts.em, accounts.gate, inner =>
    resetPassword(inner, { userId, email, passwordHash }, now),
  )
  return { email, endedSessions }
}

/** Turns the second factor off of somebody who has lost device and backup codes; their sessions end. */
export async function dropSecondFactor(accounts: Accounts, address: string, now: number) {
  const email = address.trim().toLowerCase()
  const doing = 'Removing the second factor'
  const account = await knownAccount(dbOf(accounts.em.fork()), doing, email)
  if (!account.factor) throw new BadInput(`${doing}: ${email} has none`)
  const { userId } = account
  return await writeIn(accounts.em, accounts.gate, async db => {
    await deleteSecondFactor(db, userId)
    const endedSessions = await endSessions(db, { userId, organizationId: null, except: null }, now)
    await recordForPerson(db, userId, null, { at: now, action: 'second_factor.removed', details: { endedSessions } })
    return { email, endedSessions }
  })
}

/** The account of an address; throws BadInput where there is none. */
export async function knownAccount(db: Db, doing: string, email: string): Promise<StoredAccount> {
  const account = await accountByEmail(db, email)
  if (!account) throw new BadInput(`${doing}: there is no account ${email}; list-users shows which there are`)
  return account
}
