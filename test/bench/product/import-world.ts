import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { createOrganization } from '../../../server/accounts/create-organization.ts'
import { datasetNamed } from '../../../server/datasets/datasets.ts'
import { type Database, type DatabaseLocation, openDatabase } from '../../../server/db/database.ts'
import { dbOf } from '../../../server/db/tables.ts'
import { createWriteGate } from '../../../server/db/write-gate.ts'
import { createImports } from '../../../server/snapshots/create-imports.ts'
import type { World, WorldFile } from '../world.ts'

export interface ImportedWorld {
  readonly database: Database
  readonly organizationId: number
  /** Seconds of each file, from being asked to being told that it is stored. */
  readonly seconds: Readonly<Record<WorldFile, number>>
}

/** Imports the world's files the way an upload is imported: in the worker, one version a file. */
export async function importWorld(world: World, location: DatabaseLocation): Promise<ImportedWorld> {
  const database = await openDatabase(location)
  const organizationId = await database.em
    .fork()
    .transactional(em =>
      createOrganization(dbOf(em), { name: 'Bench', baseCurrency: 'USD', fiscalYearStart: 1 }, Date.now()),
    )
  const imports = createImports({
    location,
    limits: { maxBytes: 4 * 1024 ** 3, maxRows: 100_000_000, minQuality: 0 },
    writeGate: createWriteGate(),
    now: Date.now,
  })
  const seconds: Partial<Record<WorldFile, number>> = {}
  for (const name of ['clients', 'staff', 'invoices', 'time_logs', 'licenses'] as const) {
    const { path, bytes, rows } = world.files[name]
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
    seconds[name] = (performance.now() - started) / 1000
    if (outcome.type !== 'Snapshot') throw new Error(`Importing ${name}: ${outcome.message}`)
    if (outcome.snapshot.acceptedCount !== rows)
      throw new Error(`${name}: ${outcome.snapshot.acceptedCount} of ${rows}`)
  }
  await imports.close()
  return { database, organizationId, seconds: seconds as Record<WorldFile, number> }
}
