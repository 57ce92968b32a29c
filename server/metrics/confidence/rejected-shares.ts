import type { SnapshotFacts } from '../plan/reading.ts'

/** Uploads that are in force: not reverted, and no reverts themselves. @param asOf null: now */
export const standingSnapshots = (snapshots: readonly SnapshotFacts[], asOf: number | null): SnapshotFacts[] =>
  snapshots.filter(
    ({ reverts, reverted_by: reverted }) =>
      reverts === null && (reverted === null || (asOf !== null && reverted > asOf)),
  )

/**
 * Rejected rows ÷ rows uploaded, by dataset. A correction takes the place of the rejections it corrects.
 */
export function rejectedShares(standing: readonly SnapshotFacts[]): Map<string, number> {
  const corrected = new Set(standing.map(snapshot => snapshot.corrects))
  const shares = new Map<string, number>()
  for (const [dataset, snapshots] of Map.groupBy(standing, snapshot => snapshot.dataset)) {
    let [rejected, rows] = [0, 0]
    for (const snapshot of snapshots) {
      const replaced = corrected.has(snapshot.number)
      rejected += replaced ? 0 : snapshot.rejected_count
      rows += snapshot.row_count - (replaced ? snapshot.rejected_count : 0)
    }
    shares.set(dataset, rows > 0 ? Math.min(1, rejected / rows) : 0)
  }
  return shares
}
