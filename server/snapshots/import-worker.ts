import { parentPort, workerData } from 'node:worker_threads'
import { nativeSqlite } from '../db/bulk-insert.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { withTenant } from '../db/row-level-security/tenant-scope.ts'
import { dbOf } from '../db/tables.ts'
import { goToBackground } from '../observation/background-thread.ts'
import { collectGarbage } from '../observation/collect-garbage.ts'
import type { ImportOutcome } from './import-outcome.ts'
import { limitsByPolicy } from './importing/apply-policies.ts'
import { correctRows } from './importing/correct-rows.ts'
import { Cancelled, type ImportContext } from './importing/import-context.ts'
import { importSheet } from './importing/import-sheet.ts'
import { buildKeyIndexes } from './importing/key-index.ts'
import { revertSnapshot } from './importing/revert-snapshot.ts'
import { removeLeftRows } from './importing/waiting-rows.ts'
import { recordRefusedUpload, refusalIn } from './record-refused-upload.ts'
import type { FromWorker, Job, ToWorker, WorkerSettings } from './worker-messages.ts'

/** Imports run here, on a thread and a connection of their own, so that light reads stay quick meanwhile. */
const settings = workerData as WorkerSettings
const port = parentPort
if (!port) throw new Error('The import worker runs as a worker thread only')
const stop = new Int32Array(settings.stop)
const send = (message: FromWorker) => port.postMessage(message)
const asked = () => Atomics.load(stop, 0) !== 0
let goAhead: () => void = () => undefined
/** Jobs and what is left to do behind them come one after the other. */
let last: Promise<unknown> = Promise.resolve()

if (settings.inBackground) goToBackground()
const database = await openDatabase(settings.location, { connections: 1 })
// Keys of an upload belong all over their index: with fewer pages many would be written and read again several times.
if ('file' in settings.location) (await nativeSqlite(database.em.fork())).pragma('cache_size = -16384')
removeLeftRows()
port.on('message', (message: ToWorker) => {
  if (message.type === 'run') last = last.then(() => run(database, message.job, message.now))
  else if (message.type === 'write') goAhead()
  else void last.then(() => database.close(true)).then(() => port.close())
})
send({ type: 'ready' })

async function run(database: Database, job: Job, now: number): Promise<void> {
  const aborter = new AbortController()
  const watch = setInterval(() => asked() && aborter.abort(new Cancelled()), 50)
  try {
    const context = contextOf(database, job, now, aborter.signal)
    const outcome = await withTenant(job.request.by.organizationId, async () => {
      const outcome = await outcomeOf(context, job)
      if (job.kind !== 'revert') await noteRefusal(context, job, outcome as ImportOutcome)
      return outcome
    })
    send({ type: 'done', outcome })
    // 50,000 invoices leave 40 MB of columns and as much of objects; the analysis of the upload begins now, too. Where the
    // index fails, the next upload that needs it builds it, and fails with the reason.
    last = last
      .then(collectGarbage)
      .then(() => buildKeyIndexes(context))
      .catch(() => undefined)
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error))
    send({ type: 'failed', message: failure.message, stack: failure.stack })
  } finally {
    clearInterval(watch)
  }
}

async function noteRefusal(
  { em, now, whileWriting }: ImportContext,
  job: Exclude<Job, { kind: 'revert' }>,
  outcome: ImportOutcome,
): Promise<void> {
  const { by, uid, dryRun } = job.request
  const refusal = refusalIn(outcome, dryRun)
  if (!refusal) return
  const { dataset, source } = job.kind === 'import' ? job.request : { dataset: null, source: null }
  const refused = { uid, dataset, byteSize: source?.kind === 'file' ? source.byteSize : null, dryRun, ...refusal }
  await whileWriting(() => em.fork().transactional(inner => recordRefusedUpload(dbOf(inner), by, refused, now)))
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
