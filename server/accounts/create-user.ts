import { z } from 'zod'
import type { Role } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { Db } from '../db/tables.ts'
import { BadInput } from '../errors.ts'
import { hashPassword } from './password.ts'
import { checkPassword, type OwnWords } from './passwords/check-password.ts'

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly role: Role
}

/** The argon2 hash of a new user's password, or a clear refusal of the password or the address. */
export async function checkedPasswordHash({
  email,
  password,
  ownWords = [],
}: Pick<NewUser, 'email' | 'password'> & { readonly ownWords?: OwnWords }): Promise<string> {
  if (!z.email().safeParse(email.trim()).success)
    throw new BadInput(`Creating a user: "${email}" is no e-mail address; give one like maya@msp.example`)
  await checkPassword('Creating a user', password, [email, ...ownWords])
  return await hashPassword(password)
}

/**
 * Adds a user to an organization, inside the caller's transaction. An address that has an account already gets the
 * membership and keeps its password and name.
 */
export async function createUser(
  db: Db,
  organizationId: number,
  user: Omit<NewUser, 'password'> & { readonly passwordHash: string },
  now: number,
): Promise<{ userId: number; existed: boolean }> {
  const email = user.email.trim().toLowerCase()
  const existing = await db.selectFrom('user_account').select('id').where('email', '=', email).executeTakeFirst()
  const userId =
    existing?.id ??
    (
      await db
        .insertInto('user_account')
        .values({ email, name: user.name, password_hash: user.passwordHash, created_at: now })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  const member = await db
    .selectFrom('membership')
    .select('role')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (member) throw new BadInput(`Creating a user: ${email} belongs to this organization already, as ${member.role}`)
  await db
    .insertInto('membership')
    .values({ organization_id: organizationId, user_id: userId, role: user.role, created_at: now })
    .execute()
  await recordEvent(
    db,
    organizationId,
    { userId: null, role: null },
    {
      at: now,
      action: 'user.added',
      subject: `User:${userId}`,
      details: { role: user.role },
    },
  )
  return { userId, existed: existing !== undefined }
}
