import type { Db } from '../../db/tables.ts'
import type { ProviderPerson } from './provider-person.ts'

type Named = Pick<ProviderPerson, 'issuer' | 'subject'>

/** Whose account a person of a provider has; null: nobody's yet. */
export async function userOfIdentity(db: Db, { issuer, subject }: Named): Promise<number | null> {
  const row = await db
    .selectFrom('identity')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.user_id ?? null
}

export async function noteUse(db: Db, { issuer, subject }: Named, now: number): Promise<void> {
  const ofPerson = db.updateTable('identity').where('issuer', '=', issuer).where('subject', '=', subject)
  await ofPerson.set({ last_used_at: now }).execute()
}

/** Whether the account is this person's from now on; else somebody of the provider has it, or the person has another. */
export async function linkIdentity(db: Db, { issuer, subject }: Named, userId: number, now: number): Promise<boolean> {
  await db
    .insertInto('identity')
    .values({ issuer, subject, user_id: userId, created_at: now, last_used_at: now })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return (await userOfIdentity(db, { issuer, subject })) === userId
}
