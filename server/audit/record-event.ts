import type { Viewer } from '../access/policy.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import type { Db } from '../db/tables.ts'
import { appendEvent, type PersonalPart } from './append-event.ts'

/** Whoever did something: a viewer, or nobody in particular. */
export type Actor = Pick<Viewer, 'userId' | 'role'> & Partial<Pick<Viewer, 'apiKeyId' | 'origin'>>

/**
 * An entry about something a viewer did or was refused, inside the caller's transaction; takes the organization's row
 * first. Answers the entry's number and hash.
 */
export async function recordEvent(
  db: Db,
  organizationId: number,
  actor: Actor,
  event: {
    at: number
    action: string
    subject: string
    details?: Readonly<Record<string, unknown>>
    personal?: PersonalPart
  },
): Promise<{ seq: number; hash: string }> {
  await lockOrganization(db, organizationId)
  return await appendEvent(db, organizationId, {
    at: event.at,
    actorId: actor.userId,
    role: actor.role,
    action: event.action,
    subject: event.subject,
    details: event.details ?? {},
    apiKeyId: actor.apiKeyId,
    origin: actor.origin,
    personal: event.personal,
  })
}
