import type { JobHandler, RunningJob } from '../../jobs/job-handler.ts'
import { GiveUp } from '../../jobs/job-handler.ts'
import type { Log } from '../../log.ts'
import { whileLogging } from '../../observation/log-scope.ts'
import type { ServerTelemetry } from './server-telemetry.ts'

/** The same handlers, each attempt counted, timed, logged and a trace of its own. */
export const observedJobs = (
  handlers: Readonly<Record<string, JobHandler>>,
  telemetry: ServerTelemetry,
  log: Log,
): Readonly<Record<string, JobHandler>> =>
  Object.fromEntries(
    Object.entries(handlers).map(([kind, handler]) => [kind, observedJob(kind, handler, telemetry, log)]),
  )

function observedJob(kind: string, handler: JobHandler, { metrics, span }: ServerTelemetry, log: Log): JobHandler {
  const ended = (job: RunningJob, outcome: string, started: number) => {
    const ms = job.now() - started
    metrics.jobs.inc({ kind, outcome })
    metrics.jobSeconds.observe({ kind }, ms / 1000)
    log.info({ kind, outcome, ms, attempt: job.attempt, organization: job.organizationId }, 'job')
  }
  return job =>
    whileLogging({ job: job.id }, () =>
      span(`job ${kind}`, { 'moat.job.kind': kind, 'moat.job.attempt': job.attempt }, async () => {
        const started = job.now()
        try {
          const result = await handler(job)
          ended(job, 'done', started)
          return result
        } catch (error) {
          ended(job, outcomeOf(job, error), started)
          throw error
        }
      }),
    )
}

/** Cancelled, lost to another runner, handed back as the server stops; else failed, for good or for another try. */
function outcomeOf({ signal }: RunningJob, error: unknown): string {
  if (signal.aborted) return String(signal.reason).replaceAll(' ', '_')
  return error instanceof GiveUp ? 'gave_up' : 'failed'
}
