import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../access/policy.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { Forbidden } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { JobRecord } from '../jobs/job-record.ts'
import type { AnalysisRequest } from './analysis/touched-results.ts'

/** Queues an analysis of results; answers its job. Throws Forbidden without reviews:decide. */
export async function runAnalysis(
  em: SqlEntityManager,
  viewer: Member,
  request: AnalysisRequest,
  { now, gate, id }: { readonly now: number; readonly gate: WriteGate; readonly id: string },
): Promise<JobRecord> {
  if (!may(viewer, 'reviews:decide'))
    throw new Forbidden('Running an analysis: it needs reviews:decide, which you do not have')
  const job = { id: `analysis-${id}`, kind: 'reviews.analyse', payload: request, createdBy: viewer.userId }
  return await writeIn(em, gate, db => enqueueJob(db, viewer.organizationId, job, now))
}
