import { dayOfInstant } from '../../analytics/calendar.ts'
import type { Upload } from '../../analytics/confidence/dataset-uploads.ts'
import type { SnapshotFacts } from '../plan/reading.ts'

/** Uploads of a dataset that stand, as the confidence sees them. A correction takes the place of the rejections. */
export function uploadsOf(standing: readonly SnapshotFacts[], dataset: string): Upload[] {
  const corrected = new Set(standing.map(snapshot => snapshot.corrects))
  return standing
    .filter(snapshot => snapshot.dataset === dataset)
    .map(snapshot => ({
      day: dayOfInstant(snapshot.created_at),
      firstDay: snapshot.first_day,
      lastDay: snapshot.last_day,
      rows: snapshot.row_count,
      rejected: corrected.has(snapshot.number) ? 0 : snapshot.rejected_count,
      ...flawsOf(snapshot.quality),
    }))
}

/** Shares of rows, from the quality that was noted at the upload; a dimension that does not apply is fine. */
function flawsOf(quality: string): Pick<Upload, 'conflicting' | 'repeated'> {
  const { dimensions = [] } = JSON.parse(quality) as { dimensions?: readonly { name: string; score: number }[] }
  const lack = (name: string) => 1 - (dimensions.find(dimension => dimension.name === name)?.score ?? 100) / 100
  return { conflicting: lack('consistency'), repeated: lack('uniqueness') }
}
