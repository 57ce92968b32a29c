import { licenseTable } from '../../../api/operations/licenses.gen.ts'
import { ProblemBar } from '../../components/message-bar.tsx'
import { PeriodPicker } from '../../components/period-picker.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { useApp } from '../../data/app-context.ts'
import { thanBefore } from '../../data/comparison-text.ts'
import { type PeriodCode, periodInput, periodText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { usePeriod } from '../../data/use-month.ts'
import { useQuery } from '../../data/use-query.ts'
import { href, type PageProps, setQuery } from '../../router/router.ts'
import { Kpi } from '../parts/kpi.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { LicenseRanking } from './license-ranking.tsx'
import { LicenseSteps } from './license-steps.tsx'

/** Seats that are paid for and not used, in money where the role may see it; by product, vendor or client. */
export function LicensesPage({ query }: PageProps) {
  const { period, newest, error, reload } = usePeriod(query.period)
  return (
    <div class="page">
      <PageHead title="Licenses" note={period && `${periodText(period)}, compared with the period before`}>
        {period && <PeriodPicker value={period} latest={newest} onChange={code => setQuery({ period: code })} />}
      </PageHead>
      {error !== null && <ProblemBar error={error} onRetry={reload} />}
      {period === null ? error === null && <Skeleton height={320} /> : <Licenses period={period} by={query.by ?? ''} />}
    </div>
  )
}

function Licenses({ period, by }: { readonly period: PeriodCode; readonly by: string }) {
  const cost = useApp().can('cost:read')
  const metrics = cost
    ? ['license_waste', 'license_cost', 'license_utilization_pct', 'unbilled_amount']
    : ['seats_purchased', 'seats_used', 'license_utilization_pct', 'unassigned_seats']
  const sums = useQuery(licenseTable, {
    query: { metrics, period: periodInput(period), compareTo: 'PREVIOUS_PERIOD' },
  })
  return (
    <>
      <QueryView query={sums} height={126}>
        {({ metrics: { totals } }) => (
          <div class="kpis" aria-busy={sums.stale}>
            {totals.values.map(value => (
              <Kpi
                key={value.metric.key}
                value={value}
                than={thanBefore(period)}
                href={
                  cost && value.metric.key === 'license_waste'
                    ? href('/explain', { metric: 'license_waste', period })
                    : null
                }
              />
            ))}
          </div>
        )}
      </QueryView>
      <LicenseRanking period={period} by={by} />
      {cost && <LicenseSteps period={period} />}
    </>
  )
}
