import { isMember, type Member } from '../server/access/policy.ts'
import { Unauthenticated } from '../server/errors.ts'
import type { Context } from './context.ts'

/** The viewer as a member of their organization. Fields that call it are ruled to members; this is for the compiler. */
export function memberOf({ viewer }: Pick<Context, 'viewer'>): Member {
  if (!isMember(viewer)) throw new Unauthenticated()
  return viewer
}
