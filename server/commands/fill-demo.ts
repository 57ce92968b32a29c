import { randomUUID } from 'node:crypto'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createOrganization } from '../accounts/create-organization.ts'
import { checkedPasswordHash, createUser } from '../accounts/create-user.ts'
import { dayOfInstant } from '../analytics/calendar.ts'
import type { Database } from '../db/database.ts'
import { dbOf } from '../db/tables.ts'
import { createWriteGate } from '../db/write-gate.ts'
import { SAMPLE_CURRENCY, SAMPLE_ORGANIZATION, type SampleFile, sampleMsp } from '../demo/sample-msp.ts'
import { ExpectedError } from '../errors.ts'
import { defaultPolicies } from '../governance/default-policies.ts'
import { setPolicy } from '../governance/set-policy.ts'
import { analyst } from '../reviews/analysis/read-results.ts'
import type { SnapshotRecord } from '../snapshots/import-outcome.ts'
import type { Imports } from '../snapshots/imports.ts'
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts'

export interface DemoFilling {
  readonly database: Database
  readonly imports: Imports
  /** Where the sample's files are written; they stay there to be looked at. */
  readonly folder: string
  readonly now: number
  /** Called after each file. */
  readonly onImported: (file: SampleFile, snapshot: SnapshotRecord) => void
}

/**
 * Makes the sample organization with a user of each role, and imports its files as uploads are. What is there already
 * stays as it is. Refuses a database that holds anything else: the demo's password is known.
 */
export async function fillDemo({ database, imports, folder, now, onImported }: DemoFilling): Promise<void> {
  const organizationId = (await existingDemo(database)) ?? (await createDemo(database, now))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { last_snapshot: done } = await dbOf(database.em.fork())
    .selectFrom('organization')
    .select('last_snapshot')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const files = sampleMsp(dayOfInstant(now))
  if (done >= files.length) return
  for (const file of files) onImported(file, await importSample(imports, organizationId, folder, file))
}

async function existingDemo(database: Database): Promise<number | null> {
  const organizations = await dbOf(database.em.fork()).selectFrom('organization').select(['id', 'name']).execute()
  const other = organizations.find(each => each.name !== SAMPLE_ORGANIZATION)
  if (other) {
    throw new ExpectedError(
      'NOT_A_DEMO',
      `Starting the demo: the database holds the organization "${other.name}", and the demo's password is known to everyone; leave DATA_DIR and DATABASE_URL unset, or name empty ones`,
    )
  }
  return organizations[0]?.id ?? null
}

async function createDemo(database: Database, now: number): Promise<number> {
  const users = await Promise.all(
    demoAccounts.map(async account => ({
      ...account,
      passwordHash: await checkedPasswordHash({ email: account.email, password: DEMO_PASSWORD }),
    })),
  )
  const organizationId = await database.em.fork().transactional(async em => {
    const db = dbOf(em)
    const organization = { name: SAMPLE_ORGANIZATION, baseCurrency: SAMPLE_CURRENCY, fiscalYearStart: 1 }
    const id = await createOrganization(db, organization, now)
    for (const user of users) await createUser(db, id, user, now)
    return id
  })
  await reviewLastMonth(database, organizationId, now)
  return organizationId
}

/** Two years arrive at once here: by the default policy people would be asked about hundreds of old results. */
async function reviewLastMonth(database: Database, organizationId: number, now: number): Promise<void> {
  const em = database.em.fork()
  const policy = { key: 'review', value: { ...defaultPolicies.review, months: 1 } }
  await setPolicy(em, analyst(organizationId), policy, { now, gate: createWriteGate() })
}

async function importSample(
  imports: Imports,
  organizationId: number,
  folder: string,
  { dataset, fileName, text }: SampleFile,
): Promise<SnapshotRecord> {
  const path = join(folder, fileName)
  writeFileSync(path, text)
  const outcome = await imports.start({
    uid: randomUUID(),
    by: { organizationId, userId: null, role: null },
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
    description: 'Sample data',
    fileName,
    corrects: null,
  }).done
  if (outcome.type !== 'Snapshot') throw new Error(`Importing the sample's ${fileName}: ${outcome.message}`)
  return outcome.snapshot
}
