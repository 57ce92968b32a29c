import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../db/database.ts'
import { serveJobs } from '../jobs/thread/serve-jobs.ts'
import type { JobThreadSettings } from '../jobs/thread/thread-messages.ts'
import { goToBackground } from '../observation/background-thread.ts'
import { jobHandlers } from './job-handlers.ts'

/** Jobs that compute for long run here, on a thread and connections of their own. */
if (!parentPort) throw new Error('The thread of jobs runs as a worker thread only')
const { location } = workerData as JobThreadSettings
goToBackground()
// One for what a job reads, one for its transaction.
const database = await openDatabase(location, { connections: 2 })
serveJobs(parentPort, database, jobHandlers, Date.now)
