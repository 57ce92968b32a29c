import { clientHead, clientMonth } from '../../../api/operations/client.gen.ts'
import { Badge } from '../../components/badge.tsx'
import { Link } from '../../components/link.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { PeriodPicker } from '../../components/period-picker.tsx'
import { Skeleton } from '../../components/progress.tsx'
import { useApp } from '../../data/app-context.ts'
import { endMonth, thanBefore } from '../../data/comparison-text.ts'
import { dayText, type PeriodCode, periodInput } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { usePeriod } from '../../data/use-month.ts'
import { useQuery } from '../../data/use-query.ts'
import { href, type PageProps, setQuery } from '../../router/router.ts'
import { Kpi } from '../parts/kpi.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { ClientExplanation } from './client-explanation.tsx'
import { ClientInvoices } from './client-invoices.tsx'
import { ClientLicenses } from './client-licenses.tsx'
import { ClientReviews } from './client-reviews.tsx'
import { ClientTime } from './client-time.tsx'
import { ClientTrend } from './client-trend.tsx'
import { Proof } from './proof.tsx'

/** One client: its numbers and their history, why they moved, time, licenses, invoices, reviews, and the proof of it all. */
export function ClientPage({ params: { id = '' }, query }: PageProps) {
  const { can } = useApp()
  const { period, newest, error, reload } = usePeriod(query.period)
  const head = useQuery(clientHead, { id, contact: can('contact:read') })
  const client = head.data?.client
  if (head.data && !client)
    return (
      <div class="page">
        <PageHead title="There is no such client" note="It may have been removed, or the address is not complete.">
          <Link href="#/clients" button="primary">
            Clients
          </Link>
        </PageHead>
      </div>
    )
  const facts = client && [
    client.industry,
    client.since && `client since ${dayText(client.since)}`,
    client.contactEmail,
    client.contactPhone,
  ]
  return (
    <div class="page">
      <PageHead
        title={client?.name ?? 'Client'}
        back={<Link href={href('/clients', { period: query.period })}>Clients</Link>}
        note={
          client && (
            <>
              {!client.isActive && <Badge tone="warn">Former client</Badge>} {facts?.filter(Boolean).join(' · ')}
            </>
          )
        }
      >
        {period && <PeriodPicker value={period} latest={newest} onChange={code => setQuery({ period: code })} />}
      </PageHead>
      {(error ?? head.error) !== null && (
        <ProblemBar error={error ?? head.error} onRetry={error ? reload : head.reload} />
      )}
      {period === null ? (
        error === null && <Skeleton height={320} />
      ) : (
        <Details id={id} name={client?.name ?? 'The client'} period={period} against={query.against ?? ''} />
      )}
    </div>
  )
}

function Details({
  id,
  name,
  period,
  against,
}: {
  readonly id: string
  readonly name: string
  readonly period: PeriodCode
  readonly against: string
}) {
  const { can } = useApp()
  const cost = can('cost:read')
  const metrics = cost
    ? ['revenue', 'gross_profit', 'gross_margin_pct', 'hours', 'license_waste']
    : ['revenue', 'hours', 'billable_ratio_pct', 'overdue']
  const month = useQuery(clientMonth, {
    query: { metrics, where: { clients: [id] }, period: periodInput(period), compareTo: 'PREVIOUS_PERIOD' },
  })
  const end = endMonth(period) ?? month.data?.metrics.period.to.slice(0, 7) ?? null
  return (
    <>
      <QueryView query={month} height={126}>
        {({ metrics: { totals } }) => (
          <div class="kpis" aria-busy={month.stale}>
            {totals.values.map(value => (
              <Kpi key={value.metric.key} value={value} than={thanBefore(period)} />
            ))}
          </div>
        )}
      </QueryView>
      <div class="page-columns">
        <div class="page-stack">
          <ClientTrend id={id} end={end} />
          <ClientExplanation id={id} name={name} period={period} against={against} />
        </div>
        <div class="page-stack">
          {can('reviews:decide') && <ClientReviews id={id} />}
          <ClientTime id={id} period={period} />
          <ClientLicenses id={id} period={period} />
          <ClientInvoices id={id} />
        </div>
      </div>
      {month.data && <Proof table={month.data.metrics} />}
    </>
  )
}
