import type { Db } from '../db/tables.ts'

/** Removes jobs that ended before an instant; answers how many. Those of schedules keep their slot for a week at least. */
export async function pruneJobs(db: Db, organizationId: number, before: number): Promise<number> {
  const result = await db
    .deleteFrom('job')
    .where('organization_id', '=', organizationId)
    .where('ended_at', '<', before)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
