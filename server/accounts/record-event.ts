import type { Viewer } from '../access/policy.ts'
import { appendEvent } from '../audit/append-event.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import type { Db } from '../db/tables.ts'

/** An entry about something a viewer did or was refused; takes the organization's row first. */
export async function recordEvent(
  db: Db,
  organizationId: number,
  viewer: Pick<Viewer, 'userId' | 'role'>,
  event: { at: number; action: string; subject: string; details?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await lockOrganization(db, organizationId)
  await appendEvent(db, organizationId, {
    at: event.at,
    actorId: viewer.userId,
    role: viewer.role,
    action: event.action,
    subject: event.subject,
    details: event.details ?? {},
  })
}
