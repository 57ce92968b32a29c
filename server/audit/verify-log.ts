import type { Db } from '../db/tables.ts'
import { type Anchor, type ChainProblem, createChainCheck } from './chain-check.ts'
import { eventBatches } from './event-batches.ts'

export interface LogVerification {
  readonly valid: boolean
  /** Entries that are as they were written; all of them when the log is valid. */
  readonly checked: number
  /** The last of these; null for an empty log. */
  readonly head: Anchor | null
  /** The first thing that is wrong. */
  readonly problem: ChainProblem | null
}

/**
 * Recomputes the whole chain of an organization's log, a batch at a time. Finds every edit, deletion, insertion and
 * swap; that the last entries were cut, or that all was written anew, only shows against an anchor, an entry's number
 * and hash that somebody noted elsewhere.
 */
export async function verifyLog(
  db: Db,
  organizationId: number,
  anchor: Anchor | null = null,
): Promise<LogVerification> {
  const check = createChainCheck(anchor)
  const answer = (problem: ChainProblem | null): LogVerification => ({
    valid: problem === null,
    checked: check.checked,
    head: check.head,
    problem,
  })
  for await (const batch of eventBatches(db, organizationId)) {
    for (const event of batch) {
      const problem = check.next(event)
      if (problem) return answer(problem)
    }
  }
  return answer(check.end())
}
