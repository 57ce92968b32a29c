import { useEffect, useState } from 'preact/hooks'
import { reviewQueue, reviewTaskChanged } from '../../../api/operations/review-queue.gen.ts'
import { type ReviewTaskFilter, type ReviewTasksQuery, reviewTasks } from '../../../api/operations/reviews.gen.ts'
import { statusTexts, undecided } from '../../../app/reviews/review-task.ts'
import { Badge } from '../../components/badge.tsx'
import { Card } from '../../components/card.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ConfidenceMark } from '../../components/confidence-mark.tsx'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { useApp } from '../../data/app-context.ts'
import { unbroken, wholeText } from '../../data/number-text.ts'
import { dayText, periodText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { reviewsIcon } from '../../icons/icons.ts'
import { href, type PageProps, setQuery } from '../../router/router.ts'
import { PageHead } from '../parts/page-head.tsx'
import { MorePages } from '../uploads/more-pages.tsx'
import { QueueFacts } from './queue-facts.tsx'
import { useListKeys } from './use-list-keys.ts'
import '../uploads/parts.css'

type Task = ReviewTasksQuery['reviewTasks']['nodes'][number]
const PAGE = 25

/** Results that a person has to look at, soonest due first. */
export function ReviewsPage({ query }: PageProps) {
  const app = useApp()
  const { state = 'open', metric = '', month = '', mine = '', overdue = '' } = query
  const [cursors, setCursors] = useState<readonly string[]>([])
  const me = app.viewer.value?.user?.id
  const filter: ReviewTaskFilter = {
    ...(state === 'open' ? undecided : state === 'decided' ? { status: ['APPROVED', 'REJECTED', 'CORRECTED'] } : {}),
    ...(metric === '' ? {} : { metric }),
    ...(/^\d{4}-\d\d$/.test(month) ? { month } : {}),
    ...(mine === '1' && me ? { assignee: me } : {}),
    ...(overdue === '1' ? { overdue: true } : {}),
  }
  const allowed = app.can('reviews:decide')
  const tasks = useQuery(allowed ? reviewTasks : null, { filter, first: PAGE, after: cursors.at(-1) ?? null })
  const queue = useQuery(allowed ? reviewQueue : null, {})
  useEffect(() => {
    if (!allowed) return
    const controller = new AbortController()
    const follow = async () => {
      for await (const _ of app.api.follow(reviewTaskChanged, {}, { signal: controller.signal })) tasks.reload()
    }
    // Without the stream the list is as it was when it was read.
    follow().catch(() => {})
    return () => controller.abort()
  }, [app, allowed])
  const rows = tasks.data?.reviewTasks.nodes ?? []
  useListKeys(rows.length)
  const narrow = (change: Record<string, string | null>) => {
    setCursors([])
    setQuery(change)
  }
  const currency = app.viewer.value?.organization?.baseCurrency ?? null
  if (!allowed)
    return (
      <div class="page">
        <PageHead title="Reviews" />
        <MessageBar tone="warn" title="Your role does not decide reviews.">
          Numbers that wait for a decision are shown as pending until somebody has decided.
        </MessageBar>
      </div>
    )
  return (
    <div class="page">
      <PageHead
        title="Reviews"
        note="Where a number is unsure, a person decides, and never on their own upload. Keys j and k go down and up, Enter opens."
      />
      <QueryView query={queue} height={60}>
        {data => <QueueFacts queue={data.reviewQueue} />}
      </QueryView>
      <Card title="Queue" flush>
        <div class="filters">
          <Select
            label="State"
            value={state}
            options={[
              { value: 'open', label: 'Waiting for a decision' },
              { value: 'decided', label: 'Decided' },
              { value: 'all', label: 'All' },
            ]}
            onChange={value => narrow({ state: value })}
          />
          <Select
            label="Metric"
            value={metric}
            options={[
              { value: '', label: 'All' },
              ...(queue.data?.metricCatalog ?? []).map(({ key, name }) => ({ value: key, label: name })),
            ]}
            onChange={value => narrow({ metric: value })}
          />
          <TextInput label="Month" type="month" value={month} onInput={value => narrow({ month: value })} />
          <Checkbox label="Mine" checked={mine === '1'} onChange={on => narrow({ mine: on ? '1' : null })} />
          <Checkbox label="Overdue" checked={overdue === '1'} onChange={on => narrow({ overdue: on ? '1' : null })} />
        </div>
        <QueryView query={tasks} height={320}>
          {({ reviewTasks: page }) => (
            <>
              <DataTable
                label="Review tasks"
                columns={columnsFor(currency)}
                rows={page.nodes}
                keyOf={task => task.id}
                href={task => href(`/reviews/${encodeURIComponent(task.id)}`)}
                stale={tasks.stale}
                empty={
                  <EmptyState
                    title={state === 'open' ? 'Nothing waits for a decision' : 'No review is like that'}
                    icon={reviewsIcon}
                  >
                    {state === 'open'
                      ? 'New tasks open after uploads, where the policies ask for a look.'
                      : 'Choose another state, metric or month.'}
                  </EmptyState>
                }
              />
              <MorePages label="Reviews" size={PAGE} page={page} cursors={cursors} onCursors={setCursors} />
            </>
          )}
        </QueryView>
      </Card>
    </div>
  )
}

const columnsFor = (currency: string | null): readonly DataColumn<Task>[] => [
  {
    key: 'what',
    heading: 'Result',
    cell: ({ client, metric }) => `${client?.name ?? 'The firm'}: ${metric.name}`,
  },
  { key: 'month', heading: 'Month', cell: ({ period }) => <span class="unbroken">{periodText(period.label)}</span> },
  {
    key: 'value',
    heading: 'Value',
    kind: 'number',
    cell: ({ value, metric }) => (value === null ? 'no value' : wholeText(value, metric.unit, currency)),
  },
  { key: 'confidence', heading: 'Confidence', cell: ({ confidence }) => <ConfidenceMark confidence={confidence} /> },
  {
    key: 'why',
    heading: 'Why it is here',
    cell: ({ reason }) => <span class="small why-cell">{unbroken(reason)}</span>,
  },
  {
    key: 'state',
    heading: 'State',
    cell: ({ status }) => (
      <Badge tone={status === 'OPEN' ? 'warn' : status === 'IN_REVIEW' ? 'brand' : 'neutral'}>
        {statusTexts[status]}
      </Badge>
    ),
  },
  { key: 'who', heading: 'With', cell: ({ assignee }) => assignee?.name ?? '–' },
  {
    key: 'due',
    heading: 'Due',
    cell: ({ dueAt }) => <span class="unbroken">{dueAt === null ? '–' : dayText(dueAt)}</span>,
  },
]
