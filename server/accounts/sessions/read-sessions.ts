import type { SessionMethod } from '../../db/entities/session.ts'
import { withoutTenant } from '../../db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../db/tables.ts'
import type { Accounts } from '../accounts.ts'

/** An open session of a person, without its tokens. Times are milliseconds since 1970. */
export interface SessionRecord {
  readonly organizationId: number
  readonly organization: string
  readonly id: string
  readonly openedAt: number
  readonly lastUsedAt: number
  readonly expiresAt: number
  readonly method: SessionMethod
  readonly address: string | null
  readonly userAgent: string | null
}

/** The open sessions of a person in all of their organizations, the last used first. */
export async function readSessions(accounts: Accounts, userId: number, now: number): Promise<SessionRecord[]> {
  const rows = await withoutTenant('own account', () =>
    dbOf(accounts.em.fork())
      .selectFrom('session as s')
      .innerJoin('membership as m', join =>
        join.onRef('m.organization_id', '=', 's.organization_id').onRef('m.user_id', '=', 's.user_id'),
      )
      .innerJoin('organization as o', 'o.id', 's.organization_id')
      .where('s.user_id', '=', userId)
      .where('s.revoked_at', 'is', null)
      .where('s.expires_at', '>', now)
      .selectAll('s')
      .select('o.name')
      .execute(),
  )
  return rows
    .map(row => ({
      organizationId: row.organization_id,
      organization: row.name,
      id: row.id,
      openedAt: row.created_at,
      lastUsedAt: row.last_used_at ?? row.created_at,
      expiresAt: row.expires_at,
      method: row.method,
      address: row.address,
      userAgent: row.user_agent,
    }))
    .sort((a, b) => b.lastUsedAt - a.lastUsedAt || (a.id < b.id ? -1 : 1))
}
