import { randomBytes } from 'node:crypto'
import { isMember, type Viewer } from '../access/policy.ts'
import type { RequestOrigin } from '../access/request-origin.ts'
import { enteredScope, withoutTenant } from '../db/row-level-security/tenant-scope.ts'
import { answerError } from './answer.ts'
import { callerOf, credentialOf } from './credentials.ts'
import type { Exchange } from './exchange.ts'
import type { Handling } from './handle-request.ts'
import { browserOf } from './oidc/sign-in-cookie.ts'
import { answerTooMany, countedAs, setRateHeaders } from './rate-limits/rate-limits.ts'
import { noteCredential, noteTooMany } from './refused-requests.ts'
import type { Caller } from './request-context.ts'
import { inScopeOf } from './scope-of-viewer.ts'

/** Who asks, if they may ask now; else the answer is sent. */
export async function admit(handling: Handling, { req, res, sender, requestId }: Exchange): Promise<Caller | null> {
  const { services, laterWork } = handling
  const now = handling.clock()
  const callerNow = () => withoutTenant('who asks', () => callerOf(services.accounts, req.headers, handling.clock()))
  const known = await callerNow()
  const userAgent = req.headers['user-agent'] ?? null
  const origin = originOf(requestId, sender.address, userAgent)
  const limit = handling.rateLimits.requests
  const person = countedAs(known?.viewer ?? {}, sender.address)
  const counted = await limit?.count(person)
  if (limit && counted) {
    setRateHeaders(res, limit, counted)
    if (!counted.allowed) {
      answerTooMany(res, limit, counted)
      if (known) noteTooMany(handling, { ...known.viewer, origin }, now)
      return null
    }
  }
  if (!known) {
    const message = 'Signing in: the session token or API key is not valid (any more); sign in again or use another key'
    answerError(res, 401, 'UNAUTHENTICATED', message, { 'www-authenticate': 'Bearer' })
    noteCredential(handling, credentialOf(req.headers), origin, now)
    return null
  }
  const later = (work: () => Promise<void>) =>
    laterWork.add(enteredScope() === 'every' ? work : () => inScopeOf(known.viewer, work))
  if (known.noteUse && isMember(known.viewer)) later(known.noteUse)
  return {
    viewer: { ...known.viewer, origin },
    sessionId: known.sessionId,
    asker: [String(known.viewer.organizationId), person],
    browser: browserOf(req.headers),
    requestId,
    now,
    stillAdmitted: async () => {
      const again = await callerNow()
      return again !== null && sameRights(again.viewer, known.viewer)
    },
    later,
  }
}

/** Where a request comes from. The salt is drawn when something is written down of it: few requests leave a trace. */
function originOf(requestId: string, address: string | null, userAgent: string | null): RequestOrigin {
  let salt: string | null = null
  return {
    requestId,
    address,
    userAgent,
    get salt() {
      salt ??= randomBytes(16).toString('base64url')
      return salt
    },
  }
}

const sameRights = (one: Viewer, other: Viewer): boolean =>
  one.organizationId === other.organizationId &&
  one.scopes.size === other.scopes.size &&
  [...one.scopes].every(scope => other.scopes.has(scope))
