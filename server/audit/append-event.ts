import type { Role } from '../access/policy.ts'
import type { RequestOrigin } from '../access/request-origin.ts'
import type { Db } from '../db/tables.ts'
import { canonicalJson } from './canonical-json.ts'
import { eventHash, sha256 } from './event-hash.ts'
import { readHead } from './read-head.ts'

/** Personal data of an entry. It can be erased later; the salt keeps its digest from being guessed. */
export interface PersonalPart {
  /** At least 128 random bits. */
  readonly salt: string
  readonly [field: string]: string
}

export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly actorId: number | null
  readonly role: Role | null
  /** What was done, e.g. snapshot.accepted: the noun, a dot, what became of it. */
  readonly action: string
  /** To what, e.g. Snapshot:12. */
  readonly subject: string
  /** More, as plain data; personal data by reference only. */
  readonly details: Readonly<Record<string, unknown>>
  /** The API key the actor used. */
  readonly apiKeyId?: number | null | undefined
  /** The request it came with; its address is kept as personal data. */
  readonly origin?: RequestOrigin | undefined
  /** Personal data that the entry cannot do without. */
  readonly personal?: PersonalPart | undefined
}

/**
 * Appends to the organization's log, inside the transaction of the change it records. Each entry's hash covers the one
 * before. The caller's transaction must hold the organization's row (see lockOrganization), so that numbers are dense.
 * Answers the entry's number and hash: the new head of the log.
 */
export async function appendEvent(
  db: Db,
  organizationId: number,
  entry: AuditEntry,
): Promise<{ seq: number; hash: string }> {
  const last = await readHead(db, organizationId)
  const personal = personalText(entry)
  const row = {
    organization_id: organizationId,
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    actor_id: entry.actorId,
    role: entry.role,
    // Half a character would be stored as another text than was hashed.
    action: entry.action.toWellFormed(),
    subject: entry.subject.toWellFormed(),
    details: canonicalJson(entry.details),
    request_id: entry.origin?.requestId ?? null,
    api_key_id: entry.apiKeyId ?? null,
    personal_digest: personal === null ? null : sha256(personal),
    previous_hash: last?.hash ?? '',
  }
  const hash = eventHash(row)
  await db
    .insertInto('audit_event')
    .values({ ...row, personal, hash })
    .execute()
  return { seq: row.seq, hash }
}

function personalText({ origin, personal }: AuditEntry): string | null {
  const address = origin?.address ?? null
  if (address === null || !origin) return personal ? canonicalJson(personal) : null
  return canonicalJson({ address, ...(personal ?? { salt: origin.salt }) })
}
