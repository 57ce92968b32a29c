import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BadConfiguration, type Config, databaseLocation, isSet, processConfig } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { withoutTenant } from '../db/row-level-security/tenant-scope.ts'
import { createWriteGate } from '../db/write-gate.ts'
import { ExpectedError } from '../errors.ts'
import { startServer } from '../http/start-server.ts'
import { createLog } from '../log.ts'
import { createImports } from '../snapshots/create-imports.ts'
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts'
import { demoProblem } from './demo-problem.ts'
import { demoWelcome } from './demo-welcome.ts'
import { developmentCertificates } from './development-certificates.ts'
import { type DemoFilling, fillDemo } from './fill-demo.ts'

/**
 * `npm run demo`: the sample MSP, imported and served on this machine. Without DATA_DIR it is gone when it ends.
 * `--https` serves it as the Excel add-in needs it, with the certificates of `npm run addin:certs`.
 */
async function demo(): Promise<void> {
  const { values } = parseArgs({ options: { https: { type: 'boolean' } } })
  const given = processConfig()
  // They outlive the demo's data: a person trusts them once.
  const made = values.https
    ? await developmentCertificates(join(given.dataDir, 'certificates'), Date.now())
    : { certificate: given.tlsCertFile, key: given.tlsKeyFile, authority: null }
  const problem = await demoProblem(given.host, given.port)
  if (problem !== null) throw new ExpectedError('NO_DEMO', problem)
  const kept = isSet('dataDir')
  const dataDir = kept ? given.dataDir : mkdtempSync(join(tmpdir(), 'moatmetrics-demo-'))
  process.once('exit', () => kept || rmSync(dataDir, { recursive: true, force: true }))
  const config: Config = { ...given, dataDir, tlsCertFile: made.certificate, tlsKeyFile: made.key }
  const folder = join(dataDir, 'sample')
  await importSample(config, folder)
  const signIns = demoAccounts.map(({ email, role }) => ({ email, role, password: DEMO_PASSWORD }))
  const server = await startServer(config, {
    demo: signIns,
    log: createLog(isSet('logLevel') ? given.logLevel : 'warn'),
  })
  for (const line of demoWelcome(shownAddress(server.address), folder, made.authority)) console.log(line)
  endOnSignal(server.stop)
}

async function importSample(config: Config, folder: string): Promise<void> {
  const location = databaseLocation(config)
  const database = await openDatabase(location)
  const limits = { maxBytes: Number.MAX_SAFE_INTEGER, maxRows: Number.MAX_SAFE_INTEGER, minQuality: 0 }
  const imports = createImports({ location, limits, writeGate: createWriteGate(), now: Date.now })
  try {
    const onImported: DemoFilling['onImported'] = ({ fileName }, { rowCount, rejectedCount }) => {
      const rejected = rejectedCount > 0 ? `, ${rejectedCount} rejected` : ''
      console.log(`Imported ${fileName.padEnd(30)} ${rowCount.toLocaleString('en-US').padStart(7)} rows${rejected}`)
    }
    const filling = { database, imports, folder, now: Date.now(), onImported }
    await withoutTenant('command line', () => fillDemo(filling))
  } finally {
    await imports.close()
    await database.close(true)
  }
}

/** Certificates and manifests say localhost. */
const shownAddress = (address: string): string =>
  address.startsWith('https:') ? address.replace('127.0.0.1', 'localhost') : address

function endOnSignal(stop: () => Promise<void>): void {
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal does not wait for requests that still run.
      if (ending) process.exit(1)
      ending = true
      void stop().then(() => process.exit(0))
    })
  }
}

try {
  await demo()
} catch (error) {
  if (!(error instanceof ExpectedError || error instanceof BadConfiguration)) throw error
  console.error(error.message)
  process.exit(1)
}
