import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { BadConfiguration, type Config, databaseLocation, processConfig } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { withoutTenant, withTenant } from '../db/row-level-security/tenant-scope.ts'
import { dbOf } from '../db/tables.ts'
import { createWriteGate } from '../db/write-gate.ts'
import { createImports } from '../snapshots/create-imports.ts'
import type { ImportOutcome } from '../snapshots/import-outcome.ts'
import type { ImportRequest } from '../snapshots/import-request.ts'
import { clientReferences } from './client-references.ts'
import { foundIssues } from './found-issues.ts'
import { type ImportArguments, importArguments, importUsage } from './import-arguments.ts'
import { exitStatus, importReport } from './import-report.ts'
import { organizationFor } from './organization-for.ts'
import { showProgress } from './show-progress.ts'
import { UsageError } from './usage-error.ts'

/** `npm run import`: imports one file into the database of the configuration and prints the report. */
async function importFile(wanted: ImportArguments, config: Config): Promise<0 | 1> {
  const location = databaseLocation(config)
  const byteSize = sizeOf(wanted.file)
  const database = await openDatabase(location)
  const imports = createImports({
    location,
    limits: { maxBytes: config.maxUploadBytes, maxRows: config.maxUploadRows, minQuality: config.minQuality ?? 0 },
    writeGate: createWriteGate(),
    now: Date.now,
  })
  try {
    const db = dbOf(database.em.fork())
    const organization = await withoutTenant('command line', () => organizationFor(db, wanted.organization))
    const within = <T>(work: () => T): T => withTenant(organization.id, work)
    console.log(`Importing ${wanted.dataset.name} from ${wanted.file} for ${organization.name}`)
    const references = await within(() => clientReferences(database.em.fork(), organization.id, wanted.clients))
    const running = imports.start({ ...requestOf(wanted, organization.id, byteSize), references })
    process.once('SIGINT', () => running.cancel())
    await showProgress(running.follow(), process.stderr)
    const outcome = await running.done
    const issues = await within(() => foundIssues(db, outcome, wanted.issues))
    print(outcome, running.uid, importReport(outcome, issues))
    return exitStatus(outcome)
  } finally {
    await imports.close()
    await database.close(true)
  }
}

function print(outcome: ImportOutcome, uid: string, report: readonly string[]): void {
  const known = outcome.type === 'Snapshot' && outcome.snapshot.preview === null && outcome.snapshot.uid !== uid
  if (known) console.log('The same file was imported before with the same options: nothing had to change.')
  for (const line of report) console.log(line)
}

function sizeOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats?.isFile()) throw new UsageError(`There is no file ${resolve(file)}`)
  return stats.size
}

function requestOf(wanted: ImportArguments, organizationId: number, byteSize: number): ImportRequest {
  const { file, dataset, mode, scope, period, mapping, sheet, createMissingClients, dryRun, description } = wanted
  const fileName = basename(file)
  return {
    uid: randomUUID(),
    by: { organizationId, userId: null, role: null },
    dataset: dataset.kind,
    source: { kind: 'file', path: resolve(file), fileName, byteSize },
    references: [],
    fileName,
    corrects: null,
    ...{ mode, scope, period, mapping, sheet, createMissingClients, dryRun, description },
  }
}

try {
  const wanted = importArguments(process.argv.slice(2))
  if (wanted === null) console.log(importUsage)
  else process.exitCode = await importFile(wanted, processConfig())
} catch (error) {
  if (!(error instanceof UsageError || error instanceof BadConfiguration)) throw error
  console.error(
    error instanceof UsageError ? `${error.message}\n\nnpm run import -- --help tells how it is used.` : error.message,
  )
  process.exitCode = 2
}
