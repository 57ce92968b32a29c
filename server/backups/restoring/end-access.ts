import type { Role } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import type { Database } from '../../db/database.ts'
import type { Db } from '../../db/tables.ts'
import { createWriteGate } from '../../db/write-gate.ts'
import { writeIn } from '../../db/write-in.ts'
import type { Manifest } from '../archive/manifest.ts'

export interface EndingAccess {
  /** Milliseconds since 1970. */
  readonly now: number
  /** Leaves API keys and backup codes as they are in the backup, also those that were ended since. */
  readonly keepCredentials: boolean
}

/** Who could get into an organization by the backup: the operator knows what was taken back since, the backup does not. */
export interface RestoredAccess {
  readonly organization: string
  readonly sessionsEnded: number
  readonly invitationsWithdrawn: number
  readonly apiKeysRevoked: boolean
  /** Keys that were valid when the backup was made. */
  readonly apiKeys: readonly { readonly name: string; readonly prefix: string; readonly role: Role }[]
  /** With the password and second factor that they had then. */
  readonly people: readonly { readonly email: string; readonly role: Role; readonly secondFactor: boolean }[]
}

/**
 * Ends what opens a restored database and may have been ended after the backup was made: sessions that were closed,
 * refresh tokens and backup codes that were used, invitations that were withdrawn, keys that were revoked would all be
 * good once more. People stay members, as nobody could mend anything otherwise. Writes to each log what was restored, who
 * is in it, and what ended.
 */
export async function endAccess(
  database: Database,
  manifest: Manifest,
  ending: EndingAccess,
): Promise<readonly RestoredAccess[]> {
  const gate = createWriteGate()
  if (!ending.keepCredentials)
    await writeIn(database.em, gate, db =>
      db.updateTable('backup_code').set({ used_at: ending.now }).where('used_at', 'is', null).execute(),
    )
  const access: RestoredAccess[] = []
  for (const restored of manifest.organizations)
    access.push(await writeIn(database.em, gate, db => endIn(db, { restored, madeAt: manifest.madeAt, ...ending })))
  return access
}

interface EndingIn extends EndingAccess {
  readonly restored: Manifest['organizations'][number]
  readonly madeAt: string
}

async function endIn(
  db: Db,
  { restored: { id, name, auditHead }, madeAt, now, keepCredentials }: EndingIn,
): Promise<RestoredAccess> {
  const open = (table: 'session' | 'invitation' | 'api_key') =>
    db.updateTable(table).where('organization_id', '=', id).where('revoked_at', 'is', null)
  const sessions = await open('session')
    .set({ revoked_at: now, address: null, user_agent: null })
    .executeTakeFirstOrThrow()
  const invitations = await open('invitation')
    .where('accepted_at', 'is', null)
    .set({ revoked_at: now })
    .executeTakeFirstOrThrow()
  const keys = await openKeys(db, id, now)
  if (!keepCredentials && keys.length > 0) await open('api_key').set({ revoked_at: now }).execute()
  const people = await members(db, id)
  const ended = {
    sessionsEnded: Number(sessions.numUpdatedRows),
    invitationsWithdrawn: Number(invitations.numUpdatedRows),
    apiKeysRevoked: !keepCredentials,
  }
  const details = {
    ...{ madeAt, head: auditHead, ...ended, backupCodesEnded: !keepCredentials },
    ...{ apiKeys: keys.map(key => `ApiKey:${key.prefix}`), people: people.map(person => `User:${person.id}`) },
  }
  const event = { at: now, action: 'backup.restored', subject: `Organization:${id}`, details }
  await recordEvent(db, id, { userId: null, role: null }, event)
  return {
    ...{ organization: name, ...ended },
    apiKeys: keys,
    people: people.map(({ email, role, confirmed_at }) => ({ email, role, secondFactor: confirmed_at !== null })),
  }
}

const openKeys = (db: Db, organizationId: number, now: number) =>
  db
    .selectFrom('api_key')
    .select(['name', 'prefix', 'role'])
    .where('organization_id', '=', organizationId)
    .where('revoked_at', 'is', null)
    .where(eb => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('id')
    .execute()

const members = (db: Db, organizationId: number) =>
  db
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .leftJoin('second_factor as f', 'f.user_id', 'm.user_id')
    .select(['u.id', 'u.email', 'm.role', 'f.confirmed_at'])
    .where('m.organization_id', '=', organizationId)
    .orderBy('u.id')
    .execute()
