import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import { median } from '../analytics/confidence/median.ts'
import { dbOf } from '../db/tables.ts'

/** How the work of reviewing goes. Hours are null where there is nothing to take them of. */
export interface ReviewQueue {
  readonly open: number
  readonly overdue: number
  /** Of what is open: since it was opened. */
  readonly medianAgeHours: number | null
  /** Of what was decided in the last 90 days: from opening to decision. */
  readonly medianTurnaroundHours: number | null
  readonly decided: number
  /** Approved ÷ decided of the last 90 days; null: nothing was decided. */
  readonly approvalRate: number | null
}

const HOUR = 3_600_000
const LOOKED_BACK = 90 * 24 * HOUR

export async function readReviewQueue(em: SqlEntityManager, viewer: Member, now: number): Promise<ReviewQueue> {
  const tasks = dbOf(em).selectFrom('review_task').where('organization_id', '=', viewer.organizationId)
  const open = await tasks.select(['opened_at', 'due_at']).where('status', 'in', ['OPEN', 'IN_REVIEW']).execute()
  const decided = await tasks
    .select(['status', 'opened_at', 'closed_at'])
    .where('status', 'in', ['APPROVED', 'REJECTED', 'CORRECTED'])
    .where('closed_at', '>', now - LOOKED_BACK)
    .execute()
  const middle = (hours: readonly number[]) => (hours.length === 0 ? null : median(hours))
  const approved = decided.filter(({ status }) => status === 'APPROVED').length
  return {
    open: open.length,
    overdue: open.filter(task => task.due_at <= now).length,
    medianAgeHours: middle(open.map(task => (now - task.opened_at) / HOUR)),
    medianTurnaroundHours: middle(decided.map(task => ((task.closed_at ?? now) - task.opened_at) / HOUR)),
    decided: decided.length,
    approvalRate: decided.length === 0 ? null : approved / decided.length,
  }
}
