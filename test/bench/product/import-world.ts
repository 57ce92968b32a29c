import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { createOrganization } from '../../../server/accounts/create-organization.ts'
import { datasetNamed } from '../../../server/datasets/datasets.ts'
import { type Database, type DatabaseLocation, openDatabase } from '../../../server/db/database.ts'
import { dbOf } from '../../../server/db/tables.ts'
import { createWriteGate } from '../../../server/db/write-gate.ts'
import { createImports } from '../../../server/snapshots/create-imports.ts'
import type { Imports } from '../../../server/snapshots/imports.ts'
import type { World, WorldFile } from '../world.ts'

export interface ImportedWorld {
  readonly database: Database
  readonly organizationId: number
  /** Seconds of each file, from being asked to being told that it is stored. */
  readonly seconds: Readonly<Record<WorldFile, number>>
  /** Processor time of the time logs, all threads. */
  readonly cpuSeconds: number
  /** Seconds of what is left to do behind the last answer: the index of the keys. */
  readonly behind: number
}

/** Imports the world's files the way an upload is imported: in the worker, one version a file. */
export async function importWorld(world: World, location: DatabaseLocation, name = 'Bench'): Promise<ImportedWorld> {
  const database = await openDatabase(location)
  const organizationId = await database.em
    .fork()
    .transactional(em => createOrganization(dbOf(em), { name, baseCurrency: 'USD', fiscalYearStart: 1 }, Date.now()))
  const imports = importsInto(location)
  const seconds: Partial<Record<WorldFile, number>> = {}
  let used = process.cpuUsage()
  for (const name of ['clients', 'staff', 'invoices', 'licenses', 'time_logs'] as const) {
    used = process.cpuUsage()
    seconds[name] = await importFile(imports, organizationId, name, world.files[name])
  }
  const { user, system } = process.cpuUsage(used)
  const closing = performance.now()
  await imports.close()
  const behind = (performance.now() - closing) / 1000
  return {
    database,
    organizationId,
    seconds: seconds as Record<WorldFile, number>,
    cpuSeconds: (user + system) / 1e6,
    behind,
  }
}

export const importsInto = (location: DatabaseLocation): Imports =>
  createImports({
    location,
    limits: { maxBytes: 4 * 1024 ** 3, maxRows: 100_000_000, minQuality: 0 },
    writeGate: createWriteGate(),
    now: Date.now,
  })

/** Imports a file all or nothing, and gives the seconds that took. */
export async function importFile(
  imports: Imports,
  organizationId: number,
  name: WorldFile,
  { path, rows, bytes }: World['files'][WorldFile],
): Promise<number> {
  const dataset = datasetNamed(name)
  if (!dataset) throw new Error(`No dataset is named ${name}`)
  const started = performance.now()
  const outcome = await imports.start({
    uid: randomUUID(),
    by: { organizationId, userId: null, role: null },
    dataset: dataset.kind,
    source: { kind: 'file', path, fileName: `${name}.csv`, byteSize: bytes },
    mode: 'STRICT',
    scope: 'UPSERT',
    period: null,
    mapping: [],
    sheet: null,
    references: [],
    createMissingClients: false,
    dryRun: false,
    description: null,
    fileName: `${name}.csv`,
    corrects: null,
  }).done
  const seconds = (performance.now() - started) / 1000
  if (outcome.type !== 'Snapshot') throw new Error(`Importing ${name}: ${outcome.message}`)
  if (outcome.snapshot.acceptedCount !== rows) throw new Error(`${name}: ${outcome.snapshot.acceptedCount} of ${rows}`)
  return seconds
}
