import { AsyncLocalStorage } from 'node:async_hooks'
import type { Viewer } from '../../access/policy.ts'

/** What the log says of a request besides its id, method, status and time. */
export interface RequestLine {
  /** The route as it is declared, not as it was asked for: addresses hold what callers write. */
  route: string
  /** Ids of who asks. */
  user?: number | null
  key?: number | null
  organization?: number | null
  /** Of a GraphQL operation: its type, the root fields of a mutation, codes of errors. */
  operation?: string
  fields?: readonly string[]
  errors?: readonly string[]
  /** What became of signing in. */
  signIn?: string
}

const lines = new AsyncLocalStorage<RequestLine>()

/** The line of the request at hand, to be added to; undefined outside of any. */
export const requestLine = (): RequestLine | undefined => lines.getStore()

/** Who asks, by ids only. */
export function noteCaller(line: RequestLine, { userId, apiKeyId, organizationId }: Viewer): void {
  line.organization = organizationId
  line.user = userId
  line.key = apiKeyId
}

export const withRequestLine = <T>(line: RequestLine, work: () => T): T => lines.run(line, work)
