import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { datasetNamed } from '../../server/datasets/datasets.ts'
import { dbOf } from '../../server/db/tables.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { createImports } from '../../server/snapshots/create-imports.ts'
import type { ImportOutcome, SnapshotRecord } from '../../server/snapshots/import-outcome.ts'
import type { ImportRequest } from '../../server/snapshots/import-request.ts'
import type { Imports } from '../../server/snapshots/imports.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** The clock of import tests: noon of 2026-07-15, a second later at each look. */
const TEST_NOW = Date.UTC(2026, 6, 15, 12)

export interface TestOrganization extends AsyncDisposable {
  readonly database: TestDatabase
  readonly organizationId: number
  readonly userId: number
  readonly imports: Imports
  /** Imports CSV text or a file's bytes; what is not said is LENIENT, UPSERT. */
  readonly upload: (
    dataset: string,
    content: string | Buffer,
    options?: Partial<ImportRequest>,
  ) => Promise<ImportOutcome>
  /** The same, and the snapshot of it: anything else fails the test. */
  readonly accept: (
    dataset: string,
    content: string | Buffer,
    options?: Partial<ImportRequest>,
  ) => Promise<SnapshotRecord>
}

/** An organization with one user in an empty database, and the real importer. */
export async function testOrganization({
  baseCurrency = 'USD',
  fiscalYearStart = 1,
  minQuality = 0,
  workerKeptMs = 120_000,
} = {}): Promise<TestOrganization> {
  const database = await testDatabase()
  const db = dbOf(database.orm.em.fork())
  const { id: organizationId } = await db
    .insertInto('organization')
    .values({
      name: 'Test MSP',
      base_currency: baseCurrency,
      fiscal_year_start: fiscalYearStart,
      default_cost_rate: null,
      last_snapshot: 0,
      data_version: 0,
      created_at: TEST_NOW,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: userId } = await db
    .insertInto('user_account')
    .values({ email: 'analyst@test.example', name: 'Analyst', password_hash: '', created_at: TEST_NOW })
    .returning('id')
    .executeTakeFirstOrThrow()
  database.workFor(organizationId)
  let ticks = 0
  const imports = createImports({
    location: database.location,
    limits: { maxBytes: 1e9, maxRows: 2e6, minQuality },
    writeGate: createWriteGate(),
    now: () => TEST_NOW + 1000 * ticks++,
    workerKeptMs,
  })
  const upload = async (dataset: string, content: string | Buffer, options: Partial<ImportRequest> = {}) => {
    const request = fileRequest({ organizationId, userId, role: 'ANALYST' }, dataset, content, options)
    return await imports.start(request).done
  }
  return {
    database,
    organizationId,
    userId,
    imports,
    upload,
    accept: async (dataset, content, options) => snapshotOf(await upload(dataset, content, options)),
    [Symbol.asyncDispose]: async () => {
      await imports.close()
      await database[Symbol.asyncDispose]()
    },
  }
}

/** A request to import a new temporary file with this content. */
export function fileRequest(
  by: ImportRequest['by'],
  dataset: string,
  content: string | Buffer,
  options: Partial<ImportRequest> = {},
): ImportRequest {
  const declared = datasetNamed(dataset)
  if (!declared) throw new Error(`No dataset is called ${dataset}`)
  const bytes = Buffer.from(content)
  const path = join(tmpdir(), `moat-upload-${randomUUID()}`)
  writeFileSync(path, bytes)
  return {
    uid: randomUUID(),
    by,
    dataset: declared.kind,
    source: { kind: 'file', path, fileName: `${dataset}.csv`, byteSize: bytes.length },
    mode: 'LENIENT',
    scope: 'UPSERT',
    period: null,
    mapping: [],
    sheet: null,
    references: [],
    createMissingClients: false,
    dryRun: false,
    description: null,
    fileName: `${dataset}.csv`,
    corrects: null,
    ...options,
  }
}

/** The snapshot of an outcome that must be one. */
export function snapshotOf(outcome: ImportOutcome): SnapshotRecord {
  if (outcome.type !== 'Snapshot') throw new Error(`Expected a snapshot, got ${JSON.stringify(outcome).slice(0, 2000)}`)
  return outcome.snapshot
}
