import { existsSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../../server/db/database.ts'
import { NotFound } from '../../../server/errors.ts'
import { GiveUp, type JobHandler } from '../../../server/jobs/job-handler.ts'
import { serveJobs } from '../../../server/jobs/thread/serve-jobs.ts'

const handlers: Readonly<Record<string, JobHandler>> = {
  // Computes without a break until the file is there; in vain, where whoever should write it is held up by that.
  compute: async ({ payload, progress, attempt, now }) => {
    const until = performance.now() + 60_000
    while (payload !== null && !existsSync(payload as string) && performance.now() < until);
    await progress(1, 2, 'Half of it')
    return { attempt, now: now(), heard: payload !== null && existsSync(payload as string) }
  },
  rename: async ({ payload, organizationId, write }) => {
    for (const name of payload as (string | null)[])
      await write(async db => {
        if (name === null) throw new Error('The second step failed')
        await db.updateTable('organization').set({ name }).where('id', '=', organizationId).execute()
      })
  },
  reportAndRename: async ({ payload, organizationId, progress, write }) => {
    await progress(1)
    const name = payload as string
    await write(db => db.updateTable('organization').set({ name }).where('id', '=', organizationId).execute())
  },
  refuse: async () => {
    throw new NotFound('Looking for the file: it is not there')
  },
  giveUp: async () => {
    throw new GiveUp('Exporting: the report was deleted')
  },
  fail: async () => {
    throw new Error('secret detail')
  },
  waitForStop: async ({ progress }) => {
    for (;;) {
      await progress(1)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  },
  die: async ({ attempt }) => (attempt === 1 ? process.exit(1) : 'alive'),
}

if (!parentPort) throw new Error('It runs as a worker thread only')
serveJobs(parentPort, await openDatabase(workerData.location, { connections: 2 }), handlers, Date.now)
