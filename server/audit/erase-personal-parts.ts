import type { Db } from '../db/tables.ts'
import { ERASED_ACTION } from './chain-check.ts'
import type { Actor } from './record-event.ts'
import { recordEvent } from './record-event.ts'

/** Whose personal data goes: that of all entries of an actor, or that of entries by number. */
export type ErasedFrom = { readonly actorId: number } | { readonly entries: readonly number[] }

/**
 * Erases the personal data (addresses and the like) of entries, inside the caller's transaction, and says so in a new
 * entry. The chain stays valid, as hashes cover digests only. Answers from how many entries something was erased.
 */
export async function erasePersonalParts(
  db: Db,
  organizationId: number,
  by: Actor,
  from: ErasedFrom,
  now: number,
): Promise<number> {
  // First the entry, which takes the organization's row; then the rest, its own address included.
  await recordEvent(db, organizationId, by, {
    at: now,
    action: ERASED_ACTION,
    subject: 'actorId' in from ? `User:${from.actorId}` : 'AuditEvent',
    details: { ...from },
  })
  let erased = 0
  for (const entries of 'entries' in from ? chunks(from.entries) : [null]) {
    let query = db
      .updateTable('audit_event')
      .set({ personal: null })
      .where('organization_id', '=', organizationId)
      .where('personal', 'is not', null)
    if ('actorId' in from) query = query.where('actor_id', '=', from.actorId)
    if (entries) query = query.where('seq', 'in', [...entries])
    erased += Number((await query.executeTakeFirst()).numUpdatedRows)
  }
  return erased
}

function* chunks(values: readonly number[], size = 500): Generator<readonly number[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size)
}
