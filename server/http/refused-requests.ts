import { isMember, type Viewer } from '../access/policy.ts'
import type { RequestOrigin } from '../access/request-origin.ts'
import { refusedCredential } from '../accounts/refused-credential.ts'
import { withoutTenant } from '../db/row-level-security/tenant-scope.ts'
import type { Handling } from './handle-request.ts'

type Noting = Pick<Handling, 'services' | 'laterWork' | 'refusalLog'>

/** Has it written to the audit log, after the answer, that somebody asked too often. */
export function noteTooMany({ laterWork, refusalLog }: Noting, viewer: Viewer, now: number): void {
  if (!isMember(viewer)) return
  const { organizationId } = viewer
  const subject = subjectOf(viewer)
  laterWork.add(() => refusalLog.note({ organizationId, actor: viewer, subject, code: 'TOO_MANY_REQUESTS' }, now))
}

/** The same for a credential that is not valid, where it is known whose it was. Nobody in particular is said to have sent it. */
export function noteCredential(
  { services, laterWork, refusalLog }: Noting,
  credential: string | undefined,
  origin: RequestOrigin,
  now: number,
): void {
  if (credential === undefined) return
  laterWork.add(async () => {
    const refused = await withoutTenant('who asks', () => refusedCredential(services.accounts, credential, now))
    if (refused) await refusalLog.note({ ...refused, actor: { userId: null, role: null, origin } }, now)
  })
}

/** Who asks, as the audit log names them. */
export const subjectOf = ({ apiKeyId, userId }: Viewer): string =>
  apiKeyId === null ? `User:${userId}` : `ApiKey:${apiKeyId}`
