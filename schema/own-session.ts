import type { RequestOrigin } from '../server/access/request-origin.ts'
import { Unauthenticated } from '../server/errors.ts'
import type { Context } from './context.ts'

/** A person in their session: who does something to their own account, and the session they do it in. */
export interface OwnSession {
  readonly userId: number
  readonly email: string
  readonly organizationId: number
  readonly sessionId: string
  readonly origin: RequestOrigin | undefined
}

/** Fields that call it are ruled to sessions; this is for the compiler. */
export function ownSessionOf({ viewer, sessionId }: Context): OwnSession {
  const { userId, email, organizationId, origin } = viewer
  if (userId === null || email === null || organizationId === null || sessionId === null) throw new Unauthenticated()
  return { userId, email, organizationId, sessionId, origin }
}
