import type { Member } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import { writeIn } from '../db/write-in.ts'
import { NotFound } from '../errors.ts'
import type { Accounts } from './accounts.ts'
import { type ApiKeyRecord, apiKeyRecord } from './api-key-record.ts'

/** Ends a key at once. Ending one that has ended changes nothing. */
export async function revokeApiKey(accounts: Accounts, viewer: Member, id: number, now: number): Promise<ApiKeyRecord> {
  const { organizationId } = viewer
  return await writeIn(accounts.em, accounts.gate, async db => {
    const ended = await db
      .updateTable('api_key')
      .set({ revoked_at: now })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (ended)
      await recordEvent(db, organizationId, viewer, {
        at: now,
        action: 'api_key.revoked',
        subject: `ApiKey:${ended.prefix}`,
      })
    const row =
      ended ??
      (await db
        .selectFrom('api_key')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst())
    if (!row) throw new NotFound('Revoking an API key: there is no such key')
    return apiKeyRecord(row)
  })
}
