import { createHash } from 'node:crypto'
import type { Role } from '../access/policy.ts'
import type { Db } from '../db/tables.ts'
import { canonicalJson } from './canonical-json.ts'

export interface AuditEntry {
  readonly at: number
  readonly actorId: number | null
  readonly role: Role | null
  /** What was done, e.g. snapshot.accepted. */
  readonly action: string
  /** To what, e.g. Snapshot:12. */
  readonly subject: string
  /** More, as plain data; personal data by reference only. */
  readonly details: Readonly<Record<string, unknown>>
}

/**
 * Appends to the organization's log, inside the transaction of the change it records. Each entry's hash covers the one
 * before. The caller's transaction must hold the organization's row (see lockOrganization), so that numbers are dense.
 */
export async function appendEvent(db: Db, organizationId: number, entry: AuditEntry): Promise<void> {
  const last = await db
    .selectFrom('audit_event')
    .select(['seq', 'hash'])
    .where('organization_id', '=', organizationId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row = {
    organization_id: organizationId,
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    actor_id: entry.actorId,
    role: entry.role,
    action: entry.action,
    subject: entry.subject,
    details: canonicalJson(entry.details),
    previous_hash: last?.hash ?? '',
  }
  const hash = createHash('sha256').update(canonicalJson(row)).digest('hex')
  await db
    .insertInto('audit_event')
    .values({ ...row, hash })
    .execute()
}
