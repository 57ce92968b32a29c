import { z } from 'zod'

/** The first member of every backup; says what the others are and what must be found in them. */
export const MANIFEST = 'manifest.json'
export const DATABASE_PARTS = { sqlite: 'database.sqlite', postgresql: 'database.dump' } as const
export const FORMAT = 'moatmetrics-backup-1'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().min(0)

/** Names are ours: no member of a backup can become another path than these. */
const partName = z.string().regex(/^(?:database\.(?:sqlite|dump)|keys\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.key)$/)

export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  /** Version of the product that made it. */
  product: z.string(),
  /** The instant as ISO 8601. */
  madeAt: z.iso.datetime(),
  dialect: z.enum(['sqlite', 'postgresql']),
  /** Names of the migrations that had run, in their order. */
  migrations: z.array(z.string()),
  parts: z.array(z.object({ name: partName, bytes: count, sha256 })).min(1),
  organizations: z.array(
    z.object({
      id: count,
      name: z.string(),
      /** Number of the newest snapshot. */
      snapshots: count,
      dataVersion: count,
      /** The last entry of the audit log; null: it is empty. */
      auditHead: z.object({ seq: count, hash: sha256 }).nullable(),
    }),
  ),
  /** How many rows each table has. */
  rows: z.record(z.string(), count),
})

export type Manifest = z.output<typeof manifestSchema>
export type BackupPart = Manifest['parts'][number]
