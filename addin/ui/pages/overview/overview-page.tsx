import { overviewMonth } from '../../../api/operations/overview.gen.ts'
import { ProblemBar } from '../../components/message-bar.tsx'
import { PeriodPicker } from '../../components/period-picker.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { useApp } from '../../data/app-context.ts'
import { endMonth } from '../../data/comparison-text.ts'
import { type PeriodCode, periodInput, periodText } from '../../data/period-text.ts'
import { usePeriod } from '../../data/use-month.ts'
import { useQuery } from '../../data/use-query.ts'
import { type PageProps, setQuery } from '../../router/router.ts'
import { AskBox } from '../ask/ask-box.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { DataState } from './data-state.tsx'
import { Insights } from './insights.tsx'
import { Losses } from './losses.tsx'
import { MonthNumbers } from './month-numbers.tsx'
import { NotYet } from './not-yet.tsx'
import { OpenReviews } from './open-reviews.tsx'

/** The month at a glance: its numbers, what changed and why, what loses money, what waits, how fresh the data is. */
export function OverviewPage({ query }: PageProps) {
  const { period, newest, error, reload } = usePeriod(query.period)
  return (
    <div class="page">
      <PageHead title="Overview" note={period && `${periodText(period)}, compared with the period before`}>
        {period && <PeriodPicker value={period} latest={newest} onChange={code => setQuery({ period: code })} />}
      </PageHead>
      <AskBox />
      {error !== null && <ProblemBar error={error} onRetry={reload} />}
      {period === null ? error === null && <Skeleton height={320} /> : <Month period={period} />}
    </div>
  )
}

function Month({ period }: { readonly period: PeriodCode }) {
  const { can } = useApp()
  const metrics = can('cost:read')
    ? ['revenue', 'gross_margin_pct', 'utilization_pct', 'license_waste']
    : ['revenue', 'hours', 'utilization_pct', 'billable_ratio_pct']
  const numbers = useQuery(overviewMonth, {
    query: { metrics, period: periodInput(period), compareTo: 'PREVIOUS_PERIOD' },
  })
  const end = endMonth(period) ?? numbers.data?.metrics.period.to.slice(0, 7) ?? null
  return (
    <>
      {numbers.data && <NotYet to={numbers.data.metrics.period.to} />}
      <MonthNumbers period={period} end={end} metrics={metrics} numbers={numbers} />
      <div class="page-columns">
        <div class="page-stack">
          <Insights period={period} />
        </div>
        <div class="page-stack">
          {can('cost:read') && <Losses period={period} />}
          {can('reviews:decide') && <OpenReviews />}
          <DataState />
        </div>
      </div>
    </>
  )
}
