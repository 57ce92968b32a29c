import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'
import { type ApiKeyRecord, apiKeyRecord } from './api-key-record.ts'

/** Keys of the viewer's organization, newest first, ended ones included. */
export async function readApiKeys(em: SqlEntityManager, viewer: Member): Promise<ApiKeyRecord[]> {
  const rows = await dbOf(em)
    .selectFrom('api_key')
    .selectAll()
    .where('organization_id', '=', viewer.organizationId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(apiKeyRecord)
}

export async function apiKeysByIds(
  em: SqlEntityManager,
  viewer: Member,
  ids: readonly number[],
): Promise<Map<number, ApiKeyRecord>> {
  const rows = await dbOf(em)
    .selectFrom('api_key')
    .selectAll()
    .where('organization_id', '=', viewer.organizationId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.id, apiKeyRecord(row)]))
}
