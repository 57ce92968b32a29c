import { type OverviewDataQuery, overviewData } from '../../../api/operations/overview.gen.ts'
import { MessageBar } from '../../components/message-bar.tsx'
import { datasetName } from '../../data/dataset-name.ts'
import { dayText } from '../../data/period-text.ts'
import { useQuery } from '../../data/use-query.ts'

/**
 * Says where a period goes on after what was uploaded: sums are too low then, and falls are none. Props: `to`, the last
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
  if (short.length === 0) return null
  return (
    <MessageBar tone="warn" title="Not everything is here yet.">
      {capital(short.join(', '))}. What is later has not been uploaded, so sums are too low and falls may not be real.
    </MessageBar>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function reachOf(snapshots: OverviewDataQuery['snapshots']['nodes'], dataset: string): string | null {
  const ends = snapshots.flatMap(each =>
    each.dataset === dataset && each.status === 'ACCEPTED' && each.period ? [each.period.to] : [],
  )
  return ends.sort().at(-1) ?? null
}
