import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Member, scopesOfRole } from '../../server/access/policy.ts'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import type { DatasetKind, RowIssue } from '../../server/datasets/dataset.ts'
import { dbOf } from '../../server/db/tables.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { createImports } from '../../server/snapshots/create-imports.ts'
import type { ImportOutcome, SnapshotRecord } from '../../server/snapshots/import-outcome.ts'
import type { ImportRequest } from '../../server/snapshots/import-request.ts'
import type { Imports } from '../../server/snapshots/imports.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** An MSP on an empty database of its own, with the real import running. */
export interface TestMsp extends AsyncDisposable {
  readonly database: TestDatabase
  readonly imports: Imports
  readonly organizationId: number
  /** Somebody who may do and see everything. */
  readonly owner: Member
  /** Where this MSP's files are written; gone with it. */
  readonly folder: string
}

export type ImportOptions = Partial<
  Pick<ImportRequest, 'mode' | 'scope' | 'period' | 'mapping' | 'dryRun' | 'createMissingClients' | 'references'>
>

/** Noon of the day on which everything in these tests is uploaded. */
export const uploadedAt = Date.UTC(2026, 3, 10, 12)

export async function testMsp({
  baseCurrency = 'USD',
  fiscalYearStart = 1,
  defaultCostRate = null as number | null,
} = {}): Promise<TestMsp> {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'moat-msp-'))
  const db = dbOf(database.orm.em.fork())
  const organizationId = await createOrganization(
    db,
    { name: 'Lakeside IT', baseCurrency, fiscalYearStart },
    uploadedAt,
  )
  await db
    .updateTable('organization')
    .set({ default_cost_rate: defaultCostRate })
    .where('id', '=', organizationId)
    .execute()
  const imports = createImports({
    location: database.location,
    limits: { maxBytes: 100_000_000, maxRows: 1_000_000, minQuality: 0 },
    writeGate: createWriteGate(),
    now: () => uploadedAt,
  })
  return {
    database,
    imports,
    organizationId,
    owner: {
      userId: 1,
      email: 'owner@lakeside-it.example',
      organizationId,
      role: 'OWNER',
      scopes: new Set(scopesOfRole.OWNER),
      apiKeyId: null,
    },
    folder,
    [Symbol.asyncDispose]: async () => {
      await imports.close()
      await database[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Uploads a file as it is. */
export async function importFile(
  msp: TestMsp,
  dataset: DatasetKind,
  path: string,
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const fileName = basename(path)
  return await msp.imports.start({
    uid: randomUUID(),
    by: { organizationId: msp.organizationId, userId: 1, role: 'OWNER' },
    dataset,
    source: { kind: 'file', path, fileName, byteSize: statSync(path).size },
    mode: 'LENIENT',
    scope: 'UPSERT',
    period: null,
    mapping: [],
    sheet: null,
    references: [],
    createMissingClients: false,
    dryRun: false,
    description: null,
    fileName,
    corrects: null,
    ...options,
  }).done
}

/** Uploads text as a file. */
export async function importText(
  msp: TestMsp,
  dataset: DatasetKind,
  text: string,
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const path = join(msp.folder, `${dataset.toLowerCase()}.csv`)
  writeFileSync(path, text)
  return await importFile(msp, dataset, path, options)
}

/** The snapshot of an upload that must have been accepted. */
export function accepted(outcome: ImportOutcome): SnapshotRecord {
  if (outcome.type === 'Snapshot') return outcome.snapshot
  throw new Error(`Not accepted: ${JSON.stringify(outcome, null, 1).slice(0, 3000)}`)
}

/** What was wrong with the rows of an accepted upload, in the sheet's order. */
export async function issuesOf(msp: TestMsp, snapshot: SnapshotRecord): Promise<RowIssue[]> {
  const rows = await dbOf(msp.database.orm.em.fork())
    .selectFrom('row_issue')
    .selectAll()
    .where('organization_id', '=', msp.organizationId)
    .where('snapshot', '=', snapshot.number)
    .orderBy('row')
    .orderBy('seq')
    .execute()
  return rows.map(({ column_name, row, value, code, message, severity, suggestion }) => ({
    row,
    column: column_name,
    value,
    code,
    message,
    severity,
    suggestion,
  }))
}
