import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Tables } from '../db/tables.ts'
import { canonicalJson } from './canonical-json.ts'

/** An entry as it is stored. */
export type StoredEvent = Selectable<Tables['audit_event']>

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * The hash of an entry: SHA-256 of the canonical JSON of all its columns but `hash` and `personal`, `details` as the
 * text it is stored as. `request_id`, `api_key_id` and `personal_digest` are left out where they are null. Entries
 * written before there were such columns therefore keep their hashes, and as no other column can be absent, no two
 * different entries have the same text.
 */
export function eventHash(event: Omit<StoredEvent, 'hash' | 'personal'>): string {
  const { organization_id, seq, at, actor_id, role, action, subject, details, previous_hash } = event
  return sha256(
    canonicalJson({
      ...{ organization_id, seq, at, actor_id, role, action, subject, details, previous_hash },
      ...(event.request_id === null ? {} : { request_id: event.request_id }),
      ...(event.api_key_id === null ? {} : { api_key_id: event.api_key_id }),
      ...(event.personal_digest === null ? {} : { personal_digest: event.personal_digest }),
    }),
  )
}
