import { staffTable } from '../../../api/operations/staff.gen.ts'
import { MessageBar, ProblemBar } from '../../components/message-bar.tsx'
import { PeriodPicker } from '../../components/period-picker.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { useApp } from '../../data/app-context.ts'
import { thanBefore } from '../../data/comparison-text.ts'
import { type PeriodCode, periodInput, periodText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { usePeriod } from '../../data/use-month.ts'
import { useQuery } from '../../data/use-query.ts'
import { type PageProps, setQuery } from '../../router/router.ts'
import { Kpi } from '../parts/kpi.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Workload } from './workload.tsx'

const metrics = ['utilization_pct', 'billable_utilization_pct', 'billable_ratio_pct', 'hours', 'available_hours']

/** Who worked how much of what they could, and who has too much; by team where names may not be seen. */
export function StaffPage({ query }: PageProps) {
  const { can } = useApp()
  const { period, newest, error, reload } = usePeriod(query.period)
  const names = can('staff:read')
  return (
    <div class="page">
      <PageHead title="Staff" note={period && `${periodText(period)}, compared with the period before`}>
        {period && <PeriodPicker value={period} latest={newest} onChange={code => setQuery({ period: code })} />}
      </PageHead>
      {error !== null && <ProblemBar error={error} onRetry={reload} />}
      {!names && <MessageBar>Your role does not see the names of people, so hours are shown by team.</MessageBar>}
      {period === null ? (
        error === null && <Skeleton height={320} />
      ) : (
        <Numbers period={period} names={names} by={query.by} />
      )}
    </div>
  )
}

function Numbers({
  period,
  names,
  by,
}: {
  readonly period: PeriodCode
  readonly names: boolean
  readonly by: string | undefined
}) {
  const sums = useQuery(staffTable, {
    query: { metrics: metrics.slice(0, 4), period: periodInput(period), compareTo: 'PREVIOUS_PERIOD' },
  })
  return (
    <>
      <QueryView query={sums} height={126}>
        {({ metrics: { totals } }) => (
          <div class="kpis" aria-busy={sums.stale}>
            {totals.values.map(value => (
              <Kpi key={value.metric.key} value={value} than={thanBefore(period)} />
            ))}
          </div>
        )}
      </QueryView>
      <Workload period={period} metrics={metrics} by={names && by !== 'TEAM' ? 'STAFF' : 'TEAM'} names={names} />
    </>
  )
}
