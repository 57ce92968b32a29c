import { overviewReviews } from '../../../api/operations/overview.gen.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Link } from '../../components/link.tsx'
import { periodText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { href } from '../../router/router.ts'
import './lists.css'

/** Results that wait for a person's decision. */
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
              {reviewTasks.nodes.map(task => (
                <li key={task.id}>
                  <a href={href(`/reviews/${task.id}`)}>
                    {task.metric.name}, {task.client?.name ?? 'the firm'}, {periodText(task.period.label)}
                  </a>
                  <span class="quiet small">{task.reason}</span>
                </li>
              ))}
            </ul>
            {reviewTasks.totalCount > reviewTasks.nodes.length && (
              <p class="lines-note">
                {reviewTasks.nodes.length} of {reviewTasks.totalCount.toLocaleString('en-US')} shown
                {reviewQueue.overdue > 0 && `; ${reviewQueue.overdue.toLocaleString('en-US')} are past their due date`}
              </p>
            )}
          </>
        )}
      </QueryView>
    </Card>
  )
}
