import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../../schema/context.ts'
import { isMember } from '../../access/policy.ts'
import type { RefusalLog } from '../../audit/refusal-log.ts'
import { subjectOf } from '../refused-requests.ts'
import type { Caller } from '../request-context.ts'

/** Codes of what honest programs do not send twice: limits that are passed, proofs that are guessed. */
const noted = new Set([
  ...['TOO_DEEP', 'TOO_MANY_ALIASES', 'TOO_MANY_FIELDS', 'TOO_MANY_DIRECTIVES', 'TOO_MANY_OPERATIONS', 'LIST_TOO_LONG'],
  ...['QUERY_TOO_COSTLY', 'QUERY_TIMEOUT', 'TOO_MANY_SUBSCRIPTIONS', 'TOO_MANY_REQUESTS'],
])

/** Writes to the audit log which limit a document of somebody signed in passed. */
export const refusedDocuments = (refusalLog: RefusalLog): Plugin<Context, { readonly caller: Caller }> => ({
  onResultProcess: ({ result, serverContext: { caller } }) => {
    const { viewer, now, later } = caller
    if (!isMember(viewer) || Array.isArray(result) || !('errors' in result)) return
    for (const { extensions } of result.errors ?? []) {
      const code = String(extensions?.code)
      if (!noted.has(code)) continue
      const subject = subjectOf(viewer)
      const { organizationId } = viewer
      later(() => refusalLog.note({ organizationId, actor: viewer, subject, code }, now))
      return
    }
  },
})
