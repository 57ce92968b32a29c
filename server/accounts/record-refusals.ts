import type { Member } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'

/** Writes down what a request was refused: one entry a request, fields and the scopes they need. */
export async function recordRefusals(
  accounts: Accounts,
  viewer: Member,
  refused: readonly { field: string; scope: string }[],
  now: number,
): Promise<void> {
  await writeIn(accounts.em, accounts.gate, db =>
    recordEvent(db, viewer.organizationId, viewer, {
      at: now,
      action: 'access.refused',
      subject: viewer.apiKeyId === null ? `User:${viewer.userId}` : `ApiKey:${viewer.apiKeyId}`,
      details: { fields: refused },
    }),
  )
}
