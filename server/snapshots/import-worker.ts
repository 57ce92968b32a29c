import { parentPort, workerData } from 'node:worker_threads'
import { type Database, openDatabase } from '../db/database.ts'
import { dbOf } from '../db/tables.ts'
import { limitsByPolicy } from './importing/apply-policies.ts'
import { correctRows } from './importing/correct-rows.ts'
import { Cancelled, type ImportContext } from './importing/import-context.ts'
import { importSheet } from './importing/import-sheet.ts'
import { revertSnapshot } from './importing/revert-snapshot.ts'
import type { FromWorker, Job, ToWorker, WorkerSettings } from './worker-messages.ts'

/** Imports run here, on a thread and a connection of their own, so that light reads stay quick meanwhile. */
const settings = workerData as WorkerSettings
const port = parentPort
if (!port) throw new Error('The import worker runs as a worker thread only')
const stop = new Int32Array(settings.stop)
const send = (message: FromWorker) => port.postMessage(message)
const asked = () => Atomics.load(stop, 0) !== 0
let goAhead: () => void = () => undefined

const database = await openDatabase(settings.location, { connections: 1 })
port.on('message', (message: ToWorker) => {
  if (message.type === 'run') void run(database, message.job, message.now)
  else if (message.type === 'write') goAhead()
  else void database.close(true).then(() => port.close())
})
send({ type: 'ready' })

async function run(database: Database, job: Job, now: number): Promise<void> {
  const aborter = new AbortController()
  const watch = setInterval(() => asked() && aborter.abort(new Cancelled()), 50)
  try {
    send({ type: 'done', outcome: await outcomeOf(contextOf(database, job, now, aborter.signal), job) })
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error))
    send({ type: 'failed', message: failure.message, stack: failure.stack })
  } finally {
    clearInterval(watch)
  }
}

async function outcomeOf(server: ImportContext, job: Job) {
  const { organizationId } = job.request.by
  const asked =
    job.kind === 'import'
      ? { dataset: job.request.dataset, source: job.request.source }
      : { dataset: null, source: null }
  const limits = await limitsByPolicy(dbOf(server.em), { organizationId, ...asked }, server.limits)
  if ('type' in limits) return limits
  const context = { ...server, limits }
  switch (job.kind) {
    case 'import':
      return importSheet(context, job.request)
    case 'correct':
      return correctRows(context, job.request)
    case 'revert':
      return revertSnapshot(context, job.request)
  }
}

function contextOf(database: Database, job: Job, now: number, signal: AbortSignal): ImportContext {
  let reported = 0
  let lastStage = ''
  return {
    em: database.em.fork(),
    now,
    limits: settings.limits,
    signal,
    checkCancelled: () => {
      if (asked()) throw new Cancelled()
    },
    report: (stage, rows, total) => {
      const moment = performance.now()
      if (stage === lastStage && moment - reported < 200) return
      reported = moment
      lastStage = stage
      send({ type: 'progress', progress: { uid: job.request.uid, stage, rows, total } })
    },
    whileWriting: async write => {
      await new Promise<void>(resolve => {
        goAhead = resolve
        send({ type: 'wantsToWrite' })
      })
      try {
        return await write()
      } finally {
        send({ type: 'wrote' })
      }
    },
  }
}
