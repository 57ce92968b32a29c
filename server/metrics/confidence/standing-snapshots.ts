import type { SnapshotFacts } from '../plan/reading.ts'

/** Uploads that are in force: not reverted, and no reverts themselves. @param asOf null: now */
export const standingSnapshots = (snapshots: readonly SnapshotFacts[], asOf: number | null): SnapshotFacts[] =>
  snapshots.filter(
    ({ reverts, reverted_by: reverted }) =>
      reverts === null && (reverted === null || (asOf !== null && reverted > asOf)),
  )
