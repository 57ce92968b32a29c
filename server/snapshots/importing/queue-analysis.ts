import type { Db } from '../../db/tables.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'

/** Asks for the results that a snapshot touches to be looked at, in the transaction that stores it. */
export async function queueAnalysis(
  db: Db,
  { organizationId, userId }: { readonly organizationId: number; readonly userId: number | null },
  snapshot: { readonly uid: string; readonly number: number },
  now: number,
): Promise<void> {
  const job = { id: `analysis-${snapshot.uid}`, kind: 'reviews.analyse', payload: { snapshot: snapshot.number } }
  await enqueueJob(db, organizationId, { ...job, createdBy: userId }, now)
}
