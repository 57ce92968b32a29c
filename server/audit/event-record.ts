import type { StoredEvent } from './event-hash.ts'

/** An entry as the product shows it. */
export interface AuditEventRecord {
  readonly seq: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly actorId: number | null
  readonly role: string | null
  readonly apiKeyId: number | null
  readonly action: string
  readonly subject: string
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string | null
  /** Null: there was none, or it was erased. */
  readonly address: string | null
  /** Whether personal data of the entry was erased. */
  readonly erased: boolean
  readonly previousHash: string
  readonly hash: string
}

export function eventRecord(row: StoredEvent): AuditEventRecord {
  const { address = null } = objectOf(row.personal ?? '{}') as { address?: string | null }
  return {
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    role: row.role,
    apiKeyId: row.api_key_id,
    action: row.action,
    subject: row.subject,
    details: objectOf(row.details),
    requestId: row.request_id,
    address,
    erased: row.personal === null && row.personal_digest !== null,
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}

/** A tampered entry must still be readable, or the list would hide it: what is no JSON object is shown as its text. */
function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Said below.
  }
  return { unreadable: text }
}
