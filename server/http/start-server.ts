import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Services } from '../../schema/context.ts'
import { schema } from '../../schema/schema.ts'
import { readSecretsKey } from '../accounts/secrets-key.ts'
import { readSigningKey } from '../accounts/signing-key.ts'
import { createRefusalLog } from '../audit/refusal-log.ts'
import { createStateOfAnswers } from '../audit/state-of-answers.ts'
import { type Config, databaseLocation } from '../config.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { createQuickReads } from '../db/quick-reads.ts'
import { createWriteGate, type WriteGate } from '../db/write-gate.ts'
import { createJobRunner } from '../jobs/create-job-runner.ts'
import { createJobThreads } from '../jobs/thread/job-thread.ts'
import { longOnThread } from '../jobs/thread/long-on-thread.ts'
import { createLog, type Log } from '../log.ts'
import { createImports } from '../snapshots/create-imports.ts'
import type { Imports } from '../snapshots/imports.ts'
import { closeDataDir } from './close-data-dir.ts'
import { createBackups } from './create-backups.ts'
import type { OfferedSignIn } from './graphiql/graphiql-route.ts'
import { createGraphqlHandler } from './graphql-handler.ts'
import { createRequestHandler } from './handle-request.ts'
import { jobHandlers, longJobs, schedules } from './job-handlers.ts'
import { createLaterWork } from './later-work.ts'
import { createListener, readCertificate } from './listener.ts'
import { serverGauges } from './metrics/server-gauges.ts'
import { pageSettings } from './pages/page-settings.ts'
import { createPagesRoute } from './pages/pages-route.ts'
import { createRateLimits } from './rate-limits/rate-limits.ts'
import { newUid } from './request-context.ts'
import { sleep } from './sleep.ts'
import { startModel } from './start-model.ts'
import { observedImports } from './telemetry/observed-imports.ts'
import { observedJobs } from './telemetry/observed-jobs.ts'
import { startTelemetry } from './telemetry/start-telemetry.ts'
import { keepUpload, removeLeftUploads } from './uploads/keep-upload.ts'
import { warnOfExemptRole } from './warn-of-exempt-role.ts'

/** What a caller may bring instead of the server's own; the demo brings sign-ins, tests a clock. */
export interface Overrides {
  readonly log?: Log
  readonly clock?: () => number
  /** Sign-ins that the pages offer. Passwords everybody may know: the demo's. */
  readonly demo?: readonly OfferedSignIn[]
  /** Folder of built pages; else addin/dist. */
  readonly pagesFolder?: string
}

export interface RunningServer {
  /** e.g. http://127.0.0.1:4000; https where certificates are configured */
  readonly address: string
  readonly database: Database
  readonly gate: WriteGate
  readonly imports: Imports
  readonly services: Services
  /** Takes no more requests, cancels uploads that are not stored yet, lets the rest finish, and closes everything. */
  readonly stop: () => Promise<void>
}

const MINUTE = 60_000
const DAY = 86_400_000
/** How long requests that run may still take when the server stops. */
const GRACE = 10_000
const BUILT_PAGES = fileURLToPath(new URL('../../addin/dist', import.meta.url))

/** Builds and joins everything, listens, and answers where. */
export async function startServer(config: Config, overrides: Overrides = {}): Promise<RunningServer> {
  const clock = overrides.clock ?? Date.now
  const log = overrides.log ?? createLog(config.logLevel)
  const certificate = readCertificate(config)
  const telemetry = await startTelemetry(config, log)
  closeDataDir(config.dataDir, log)
  const location = databaseLocation(config)
  const database = await openDatabase(location, {
    statementTimeout: config.graphqlTimeoutSeconds * 1000,
    readers: true,
  })
  await warnOfExemptRole(database.em, log)
  const quickReads = createQuickReads(database.em, location)
  const gate = createWriteGate()
  await removeLeftUploads(config.dataDir)
  const secondInterpreter = startModel(config, log)
  const plainImports = createImports({
    location,
    limits: { maxBytes: config.maxUploadBytes, maxRows: config.maxUploadRows, minQuality: config.minQuality ?? 0 },
    writeGate: gate,
    now: clock,
    inBackground: true,
  })
  const imports = observedImports(plainImports, telemetry, log, clock)
  const refusalLog = createRefusalLog(database.em, gate, error => log.error({ err: error }, 'a refusal was not logged'))
  const services: Services = {
    config,
    gate,
    refusalLog,
    imports,
    telemetry,
    stateOfAnswers: createStateOfAnswers(quickReads),
    secondInterpreter,
    newUid,
    sleep,
    keepUpload: content => keepUpload(config.dataDir, content, config.maxUploadBytes),
    accounts: {
      em: database.em,
      gate,
      reads: quickReads,
      signingKey: await readSigningKey(config.dataDir, randomBytes),
      secretsKey: await readSecretsKey(config.dataDir, randomBytes),
      random: randomBytes,
      accessTokenLife: config.accessTokenMinutes * MINUTE,
      sessionLife: config.sessionDays * DAY,
    },
  }
  const laterWork = createLaterWork(error => log.error({ err: error }, 'work after an answer failed'))
  const rateLimits = createRateLimits(config, database)
  const graphql = createGraphqlHandler(schema, services, { rateLimits, refusalLog, telemetry, log, clock })
  const demo = overrides.demo ?? null
  const pages = createPagesRoute({
    folder: overrides.pagesFolder ?? BUILT_PAGES,
    settings: pageSettings(config, demo),
    frameAncestors: config.addinFrameAncestors,
  })
  const backups = createBackups(config, log, clock)
  const server = createListener(
    { certificate, maxConnections: config.maxConnections },
    createRequestHandler({
      ...{
        services,
        schema,
        database,
        graphql,
        rateLimits,
        refusalLog,
        laterWork,
        log,
        clock,
        demo,
        pages,
        telemetry,
        backups,
      },
      lookUpGauges: serverGauges(telemetry.metrics, {
        database,
        config,
        clock,
        lastBackupAt: backups?.lastGoodAt ?? (async () => null),
      }),
    }),
  )
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(config.port, config.host, resolve)
    })
  } catch (error) {
    await secondInterpreter?.stop()
    await database.close(true)
    throw error
  }
  const jobThreads = createJobThreads(new URL('./job-worker.ts', import.meta.url), location, gate)
  const jobs = createJobRunner({
    ...{ em: database.em, gate, schedules, now: clock, sleep, owner: newUid() },
    handlers: observedJobs(longOnThread(jobHandlers, longJobs, jobThreads), telemetry, log),
    report: (error, job) => log.error({ err: error, job: job?.id, kind: job?.kind }, 'a job failed'),
  })
  jobs.start()
  backups?.start()
  const { port } = server.address() as AddressInfo
  const host = config.host.includes(':') ? `[${config.host}]` : config.host

  const stop = async () => {
    const closed = new Promise(resolve => server.close(resolve))
    graphql.endSubscriptions()
    server.closeIdleConnections()
    const late = setTimeout(() => server.closeAllConnections(), GRACE)
    await jobs.stop()
    await jobThreads.close()
    await backups?.stop()
    await imports.close()
    await secondInterpreter?.stop()
    await graphql.dispose()
    await closed
    clearTimeout(late)
    await laterWork.idle()
    await refusalLog.flush()
    await gate.idle()
    await telemetry.tracing.stop()
    quickReads.close()
    await database.close(true)
  }
  const scheme = certificate ? 'https' : 'http'
  return { address: `${scheme}://${host}:${port}`, database, gate, imports, services, stop }
}
