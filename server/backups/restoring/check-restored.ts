import { verifyLog } from '../../audit/verify-log.ts'
import { type Database, migrations } from '../../db/database.ts'
import { dbOf } from '../../db/tables.ts'
import type { Manifest } from '../archive/manifest.ts'
import { BackupProblem } from '../backup-problem.ts'
import { rollupDifferences } from '../rollup-differences.ts'

export interface CheckedBackup {
  readonly madeAt: string
  readonly product: string
  readonly dialect: Manifest['dialect']
  /** Migrations that ran on the restored database. */
  readonly migrated: readonly string[]
  readonly organizations: readonly {
    readonly name: string
    readonly snapshots: number
    readonly dataVersion: number
    /** The last entry of the audit log as the backup says, and as its chain was verified to: seq:hash. */
    readonly auditHead: string | null
    readonly rollups: 'equal to the rows'
  }[]
  readonly rows: number
}

/** The first few of what was found wrong, as one message. */
export function refuseDifferences(differences: readonly string[]): void {
  if (differences.length === 0) return
  const more = differences.length > 5 ? `; and ${differences.length - 5} more` : ''
  throw new BackupProblem(
    `Checking the backup: the database in it is not what the backup says. ${differences.slice(0, 5).join('; ')}${more}`,
  )
}

/** Verifies every audit log to the head of the manifest, and recomputes every rollup from its rows. */
export async function checkRestored(database: Database, manifest: Manifest): Promise<CheckedBackup> {
  const em = database.em.fork()
  const differences: string[] = []
  const organizations: CheckedBackup['organizations'][number][] = []
  for (const { id, name, snapshots, dataVersion, auditHead } of manifest.organizations) {
    const { valid, problem, head } = await verifyLog(dbOf(em), id, auditHead)
    if (!valid) differences.push(`audit log of ${name}: ${problem?.text}`)
    else if (head?.hash !== auditHead?.hash)
      differences.push(`audit log of ${name}: it goes on after the backup’s head`)
    differences.push(...(await rollupDifferences(em, id)).map(each => `rollups of ${name}: ${each}`))
    organizations.push({
      ...{ name, snapshots, dataVersion, rollups: 'equal to the rows' },
      auditHead: auditHead && `${auditHead.seq}:${auditHead.hash}`,
    })
  }
  refuseDifferences(differences)
  const had = new Set(manifest.migrations)
  return {
    ...{ madeAt: manifest.madeAt, product: manifest.product, dialect: manifest.dialect, organizations },
    migrated: migrations.map(({ name }) => name).filter(name => !had.has(name)),
    rows: Object.values(manifest.rows).reduce((sum, count) => sum + count, 0),
  }
}
