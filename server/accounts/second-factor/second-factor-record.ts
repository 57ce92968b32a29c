import type { Db } from '../../db/tables.ts'

/** The second factor of a person as they see it. */
export interface SecondFactorRecord {
  /** Milliseconds since 1970. */
  readonly since: number
  readonly backupCodesLeft: number
}

/** The second factor a person has confirmed; null: they have none. */
export async function readSecondFactor(db: Db, userId: number): Promise<SecondFactorRecord | null> {
  const row = await db
    .selectFrom('second_factor')
    .select('confirmed_at')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (row?.confirmed_at == null) return null
  const { left } = await db
    .selectFrom('backup_code')
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .select(eb => eb.fn.countAll<number>().as('left'))
    .executeTakeFirstOrThrow()
  return { since: row.confirmed_at, backupCodesLeft: Number(left) }
}

/** Ends a second factor, begun or confirmed, with its backup codes. Answers whether there was a confirmed one. */
export async function deleteSecondFactor(db: Db, userId: number): Promise<boolean> {
  await db.deleteFrom('backup_code').where('user_id', '=', userId).execute()
  const ended = await db
    .deleteFrom('second_factor')
    .where('user_id', '=', userId)
    .returning('confirmed_at')
    .executeTakeFirst()
  return ended?.confirmed_at != null
}

/** For whom a stored secret is sealed. */
export const sealedFor = (userId: number): string => `second factor of user ${userId}`
