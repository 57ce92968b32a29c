import type { JobHandler } from './job-handler.ts'
import { pruneJobs } from './prune-jobs.ts'

const KEPT_DAYS = 90
const DAY = 86_400_000

/** Forgets jobs that ended 90 days ago; what they changed is in the audit log. Answers how many. */
export const pruneEndedJobs: JobHandler = async ({ organizationId, now, write }) => ({
  removed: await write(db => pruneJobs(db, organizationId, now() - KEPT_DAYS * DAY)),
})
