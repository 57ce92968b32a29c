import type { JobHandler, RunningJob } from '../job-handler.ts'
import type { JobThreads } from './job-thread.ts'

/** By kind: whether a job will compute for so long that requests should not wait for it. */
export type LongJobs = Readonly<Record<string, (job: RunningJob) => Promise<boolean>>>

/** The same handlers, where the thread does what is long, and what else it can do once it is there. */
export function longOnThread(
  handlers: Readonly<Record<string, JobHandler>>,
  longJobs: LongJobs,
  threads: Pick<JobThreads, 'handler' | 'started'>,
): Readonly<Record<string, JobHandler>> {
  const onThread = Object.entries(longJobs).flatMap(([kind, isLong]) => {
    const handler = handlers[kind]
    if (!handler) return []
    const there = threads.handler(kind)
    const wherever: JobHandler = async job => (threads.started() || (await isLong(job)) ? there(job) : handler(job))
    return [[kind, wherever] as const]
  })
  return { ...handlers, ...Object.fromEntries(onThread) }
}
