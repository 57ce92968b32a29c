import type { Member } from '../access/policy.ts'
import type { Db } from '../db/tables.ts'
import { NotFound } from '../errors.ts'
import { type ReviewTaskRecord, reviewTaskRecord } from './review-task.ts'

/**
 * A task of the viewer's organization, of a metric they may see. Throws NotFound with what was being done; the same for
 * a task that never existed.
 */
export async function findTask(db: Db, viewer: Member, id: number | null, doing: string): Promise<ReviewTaskRecord> {
  const row = await db
    .selectFrom('review_task')
    .selectAll()
    .where('organization_id', '=', viewer.organizationId)
    .where('id', '=', id ?? -1)
    .executeTakeFirst()
  if (!row || !viewer.scopes.has(row.scope)) throw new NotFound(`${doing}: there is no such review task`)
  return reviewTaskRecord(row)
}
