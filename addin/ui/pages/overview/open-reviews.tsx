import { type OverviewReviewsQuery, overviewReviews } from '../../../api/operations/overview.gen.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Link } from '../../components/link.tsx'
import { unbroken } from '../../data/number-text.ts'
import { periodText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { href } from '../../router/router.ts'
import './lists.css'

const SHOWN = 5

/** Results that wait for a person's decision: soonest due first, of one day the least sure. */
export function OpenReviews() {
  const query = useQuery(overviewReviews, {})
  return (
    <Card title="Open reviews" flush actions={<Link href="#/reviews">Review queue</Link>}>
      <QueryView query={query} height={160}>
        {({ reviewTasks, reviewQueue }) => (
          <>
            {reviewTasks.totalCount === 0 && (
              <EmptyState title="Nothing waits">Every result has been looked at.</EmptyState>
            )}
            <ul class="lines">
              {byUrgency(reviewTasks.nodes).map(task => (
                <li key={task.id}>
                  <a href={href(`/reviews/${task.id}`)}>
                    {task.metric.name}, {task.client?.name ?? 'the firm'}, {periodText(task.period.label)}
                  </a>
                  <span class="quiet small">{unbroken(task.reason)}</span>
                </li>
              ))}
            </ul>
            {reviewTasks.totalCount > SHOWN && (
              <p class="lines-note">
                {SHOWN} of {reviewTasks.totalCount.toLocaleString('en-US')} shown
                {reviewQueue.overdue > 0 && `; ${reviewQueue.overdue.toLocaleString('en-US')} are past their due date`}
              </p>
            )}
          </>
        )}
      </QueryView>
    </Card>
  )
}

type Task = OverviewReviewsQuery['reviewTasks']['nodes'][number]

const byUrgency = (tasks: readonly Task[]): readonly Task[] =>
  tasks
    .toSorted((one, other) => dayOf(one).localeCompare(dayOf(other)) || one.confidence.score - other.confidence.score)
    .slice(0, SHOWN)

/** Without a due date last. */
const dayOf = ({ dueAt }: Task): string => dueAt?.slice(0, 10) ?? '9999'
