import { type Member, type Scope, scopesOfRole } from '../../access/policy.ts'
import type { Db } from '../../db/tables.ts'
import { Forbidden } from '../../errors.ts'
import { findPerson } from './person.ts'

/**
 * The viewer with what they may do now, where the caller's transaction holds the organization: somebody else may have
 * lowered or removed them since the request began. Throws Forbidden where the scope is theirs no more.
 */
export async function viewerNow(db: Db, viewer: Member, scope: Scope, doing: string): Promise<Member> {
  const { organizationId, userId } = viewer
  const person = userId === null ? undefined : await findPerson(db, organizationId, userId)
  const ofPerson: readonly Scope[] = person ? scopesOfRole[person.role] : []
  const scopes = new Set([...viewer.scopes].filter(each => ofPerson.includes(each)))
  if (!person || !scopes.has(scope))
    throw new Forbidden(`${doing}: it needs ${scope}, which you do not have (any more)`)
  return { ...viewer, scopes, role: viewer.apiKeyId === null ? person.role : viewer.role }
}
