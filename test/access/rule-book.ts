import { accessEntries } from '../../schema/access-list.ts'
import { schema } from '../../schema/schema.ts'
import { type Scope, scopes } from '../../server/access/policy.ts'
import type { Caller } from './callers.ts'

/** The rule of each root field, type and field that has one, in the words of schema/access.txt. */
export const rules: ReadonlyMap<string, string> = new Map(
  accessEntries(schema).map(({ subject, rule }) => [subject, rule ?? 'NO RULE']),
)

/** Whether somebody may use what a rule protects. A rule that is not understood is an error: no cell goes unexplained. */
export function allows({ token, scopes: held, session }: Caller, rule: string): boolean {
  if (rule === 'anybody') return true
  if (rule === 'members') return token !== null
  if (rule === 'a session') return session
  // Of oneself, and of one's own key: the tests ask for others.
  if (rule === 'keys:manage, or the key itself') return held.has('keys:manage')
  if (rule === 'data:read, or yourself') return held.has('data:read')
  const needed = rule.split(' and ')
  const unknown = needed.filter(scope => !(scopes as readonly string[]).includes(scope))
  if (unknown.length > 0) throw new Error(`test/access/rule-book.ts does not understand the rule "${rule}"`)
  return needed.every(scope => held.has(scope as Scope))
}

export const allowsSubject = (caller: Caller, subject: string): boolean => {
  const rule = rules.get(subject)
  if (rule === undefined) throw new Error(`There is no rule for ${subject}`)
  return allows(caller, rule)
}

/** The code of a refusal. */
export const refusedWith = ({ token }: Caller): string => (token === null ? 'UNAUTHENTICATED' : 'FORBIDDEN')

/** What a key needs besides: what it leaves behind stands there as its maker's. */
const keysNeed: Readonly<Record<string, Scope>> = {
  'Mutation.saveQuery': 'queries:share',
  'Mutation.deleteSavedQuery': 'queries:share',
  'Mutation.proposeAskTerm': 'queries:share',
  'Mutation.retireAskTerm': 'queries:share',
}

export function allowsOperation(caller: Caller, subject: string): boolean {
  const more = keysNeed[subject]
  const isKey = caller.token !== null && !caller.session
  return allowsSubject(caller, subject) && (!isKey || more === undefined || caller.scopes.has(more))
}
