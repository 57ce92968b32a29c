import { dbOf } from '../server/db/tables.ts'
import type { SnapshotRecord } from '../server/snapshots/import-outcome.ts'
import { snapshotsByNumbers, snapshotsByUids } from '../server/snapshots/read-snapshots.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { pendingSnapshot } from './pending-snapshot.ts'
import { loaderOf } from './request-cache.ts'

/** Declared here and given its fields in snapshot.ts: rows and uploads name it. */
export const Snapshot = builder.objectRef<SnapshotRecord>('Snapshot')

/** The snapshot with this uid, accepted or still on its way; null when the viewer's organization has none. */
export async function snapshotOf(context: Context, uid: string): Promise<SnapshotRecord | null> {
  const { organizationId } = memberOf(context)
  const stored = await loaderOf(context, 'snapshots', (uids: readonly string[]) =>
    snapshotsByUids(dbOf(context.em), organizationId, uids),
  ).load(uid)
  return stored ?? pendingSnapshot(context.imports.find(organizationId, uid))
}

/** The accepted snapshot with this number. */
export const snapshotNumbered = (context: Context, number: number): Promise<SnapshotRecord | null> =>
  loaderOf(context, 'snapshots by number', (numbers: readonly number[]) =>
    snapshotsByNumbers(dbOf(context.em), memberOf(context).organizationId, numbers),
  ).load(number)
