import { forgetSessionsDaily } from '../accounts/sessions/forget-sessions.ts'
import { hasRetention, retainDaily } from '../governance/retention.ts'
import type { JobHandler } from '../jobs/job-handler.ts'
import { pruneEndedJobs } from '../jobs/prune-ended-jobs.ts'
import type { Schedule } from '../jobs/schedule.ts'
import type { LongJobs } from '../jobs/thread/long-on-thread.ts'
import { isLongLog, verifyLogDaily } from '../jobs/verify-log-daily.ts'
import { analyse } from '../reviews/analysis/analyse.ts'
import { isLongAnalysis } from '../reviews/analysis/is-long-analysis.ts'
import { expireTasks } from '../reviews/expire-tasks.ts'

/** What the server does outside of requests, by the kind of job. */
export const jobHandlers: Readonly<Record<string, JobHandler>> = {
  'audit.verify': verifyLogDaily,
  'jobs.prune': pruneEndedJobs,
  'sessions.forget': forgetSessionsDaily,
  'governance.retention': retainDaily,
  'reviews.analyse': analyse,
  'reviews.expire': expireTasks,
}

/** Which of them may compute for long, and when they do. */
export const longJobs: LongJobs = {
  'audit.verify': isLongLog,
  'governance.retention': hasRetention,
  'reviews.analyse': isLongAnalysis,
}

/** What it does by itself, at quiet hours (UTC). */
export const schedules: readonly Schedule[] = [
  { key: 'audit.verify', kind: 'audit.verify', every: 'DAY', atMinute: 90 },
  { key: 'jobs.prune', kind: 'jobs.prune', every: 'DAY', atMinute: 150 },
  { key: 'sessions.forget', kind: 'sessions.forget', every: 'DAY', atMinute: 180 },
  { key: 'governance.retention', kind: 'governance.retention', every: 'DAY', atMinute: 120 },
  { key: 'reviews.expire', kind: 'reviews.expire', every: 'HOUR', atMinute: 5 },
]
