import type { Selectable } from 'kysely'
import type { Role, Scope } from '../access/policy.ts'
import type { Tables } from '../db/tables.ts'

/** An API key without its secret. Times are milliseconds since 1970. */
export interface ApiKeyRecord {
  readonly id: number
  readonly organizationId: number
  readonly name: string
  readonly prefix: string
  readonly role: Role
  /** Narrower than the role; null: all scopes of the role. */
  readonly scopes: readonly Scope[] | null
  readonly createdBy: number
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
  readonly revokedAt: number | null
}

export function apiKeyRecord(row: Selectable<Tables['api_key']>): ApiKeyRecord {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    prefix: row.prefix,
    role: row.role,
    scopes: row.scopes === null ? null : JSON.parse(row.scopes),
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }
}
