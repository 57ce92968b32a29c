import { type OverviewDataQuery, overviewData } from '../../../api/operations/overview.gen.ts'
import { MessageBar } from '../../components/message-bar.tsx'
import { datasetName } from '../../data/dataset-name.ts'
import { dayText } from '../../data/period-text.ts'
import { useQuery } from '../../data/use-query.ts'

/** What gross profit is made of. */
const needed = ['INVOICES', 'TIME_LOGS', 'LICENSES'] as const

/** Which sheets are missing for a gross profit, for people: "licenses"; null: none, or not known yet. */
export function useMissing(): string | null {
  const { data } = useQuery(overviewData, {})
  const missing = needed.filter(dataset => data && !data.snapshots.nodes.some(each => isUpload(each, dataset)))
  return missing.length === 0 ? null : missing.map(dataset => datasetName(dataset).toLowerCase()).join(', ')
}

/**
 * Says which sheets are not there at all, and where a period goes on after what was uploaded: sums are too low then, and falls are none. Props: `to`, the last
 * day of the period.
 */
export function NotYet({ to }: { readonly to: string }) {
  const { data } = useQuery(overviewData, {})
  const short = (['INVOICES', 'TIME_LOGS'] as const).flatMap(dataset => {
    const reach = reachOf(data?.snapshots.nodes ?? [], dataset)
    return reach !== null && reach.slice(0, 7) < to.slice(0, 7)
      ? [`${datasetName(dataset).toLowerCase()} reach ${dayText(reach)}`]
      : []
  })
  const missing = useMissing()
  return (
    <>
      {missing !== null && (
        <MessageBar tone="warn" title="Gross profit and margin are not known yet.">
          They need {missing} too: what has not been uploaded is unknown, not zero. <a href="#/start">Upload them</a>
        </MessageBar>
      )}
      {short.length > 0 && (
        <MessageBar tone="warn" title="Not everything is here yet.">
          {capital(short.join(', '))}. What is later has not been uploaded, so sums are too low and falls may not be
          real.
        </MessageBar>
      )}
    </>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

type Snapshot = OverviewDataQuery['snapshots']['nodes'][number]

const isUpload = (each: Snapshot, dataset: string): boolean => each.dataset === dataset && each.status === 'ACCEPTED'

function reachOf(snapshots: readonly Snapshot[], dataset: string): string | null {
  const ends = snapshots.flatMap(each => (isUpload(each, dataset) && each.period ? [each.period.to] : []))
  return ends.sort().at(-1) ?? null
}
