import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Services } from '../../schema/context.ts'
import { schema } from '../../schema/schema.ts'
import { readSigningKey } from '../accounts/signing-key.ts'
import { type Config, databaseLocation } from '../config.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { createWriteGate, type WriteGate } from '../db/write-gate.ts'
import { createJobRunner } from '../jobs/create-job-runner.ts'
import { createLog, type Log } from '../log.ts'
import { createImports } from '../snapshots/create-imports.ts'
import type { Imports } from '../snapshots/imports.ts'
import type { OfferedSignIn } from './graphiql/graphiql-route.ts'
import { createGraphqlHandler } from './graphql-handler.ts'
import { createRequestHandler } from './handle-request.ts'
import { jobHandlers, schedules } from './job-handlers.ts'
import { createLaterWork } from './later-work.ts'
import { createListener, readCertificate } from './listener.ts'
import { createPagesRoute } from './pages/pages-route.ts'
import { productVersion } from './pages/product-version.ts'
import { createRateLimit } from './rate-limit.ts'
import { newUid } from './request-context.ts'
import { sleep } from './sleep.ts'
import { startModel } from './start-model.ts'
import { keepUpload, removeLeftUploads } from './uploads/keep-upload.ts'

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
  const location = databaseLocation(config)
  const database = await openDatabase(location)
  const gate = createWriteGate()
  await removeLeftUploads(config.dataDir)
  const secondInterpreter = startModel(config, log)
  const imports = createImports({
    location,
    limits: { maxBytes: config.maxUploadBytes, maxRows: config.maxUploadRows, minQuality: config.minQuality ?? 0 },
    writeGate: gate,
    now: clock,
  })
  const services: Services = {
    config,
    gate,
    imports,
    secondInterpreter,
    newUid,
    sleep,
    keepUpload: content => keepUpload(config.dataDir, content, config.maxUploadBytes),
    accounts: {
      em: database.em,
      gate,
      signingKey: await readSigningKey(config.dataDir, randomBytes),
      random: randomBytes,
      accessTokenLife: config.accessTokenMinutes * MINUTE,
      sessionLife: config.sessionDays * DAY,
    },
  }
  const laterWork = createLaterWork(error => log.error({ err: error }, 'work after an answer failed'))
  const graphql = createGraphqlHandler(schema, services, log)
  const rateLimit = createRateLimit(config.rateLimitPerMinute)
  const demo = overrides.demo ?? null
  const pages = createPagesRoute({
    folder: overrides.pagesFolder ?? BUILT_PAGES,
    settings: { demo, version: productVersion(), graphiql: config.graphiql },
    frameAncestors: config.addinFrameAncestors,
  })
  const server = createListener(
    certificate,
    createRequestHandler({ services, schema, database, graphql, rateLimit, laterWork, log, clock, demo, pages }),
  )
  // Uploads of any allowed size may take long; a silent connection may not.
  server.requestTimeout = 0
  server.headersTimeout = 30_000
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
  const jobs = createJobRunner({
    ...{ em: database.em, gate, handlers: jobHandlers, schedules, now: clock, sleep, owner: newUid() },
    report: (error, job) => log.error({ err: error, job: job?.id, kind: job?.kind }, 'a job failed'),
  })
  jobs.start()
  const { port } = server.address() as AddressInfo
  const host = config.host.includes(':') ? `[${config.host}]` : config.host

  const stop = async () => {
    const closed = new Promise(resolve => server.close(resolve))
    server.closeIdleConnections()
    const late = setTimeout(() => server.closeAllConnections(), GRACE)
    await jobs.stop()
    await imports.close()
    await secondInterpreter?.stop()
    await graphql.dispose()
    await closed
    clearTimeout(late)
    await laterWork.idle()
    await gate.idle()
    await database.close(true)
  }
  const scheme = certificate ? 'https' : 'http'
  return { address: `${scheme}://${host}:${port}`, database, gate, imports, services, stop }
}
