import { clientReviews } from '../../../api/operations/client.gen.ts'
import { Card } from '../../components/card.tsx'
import { Link } from '../../components/link.tsx'
import { unbroken } from '../../data/number-text.ts'
import { periodText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { href } from '../../router/router.ts'
import '../overview/lists.css'

/** Results of a client that wait for a decision; nothing where none does. Props: `id`. */
export function ClientReviews({ id }: { readonly id: string }) {
  const query = useQuery(clientReviews, { id })
  if (query.data?.reviewTasks.totalCount === 0) return null
  return (
    <Card title="Open reviews" flush actions={<Link href="#/reviews">Review queue</Link>}>
      <QueryView query={query} height={100}>
        {({ reviewTasks }) => (
          <>
            <ul class="lines">
              {reviewTasks.nodes.map(task => (
                <li key={task.id}>
                  <a href={href(`/reviews/${task.id}`)}>
                    {task.metric.name}, {periodText(task.period.label)}
                  </a>
                  <span class="quiet small">{unbroken(task.reason)}</span>
                </li>
              ))}
            </ul>
            {reviewTasks.totalCount > reviewTasks.nodes.length && (
              <p class="lines-note">
                {reviewTasks.nodes.length} of {reviewTasks.totalCount.toLocaleString('en-US')} shown
              </p>
            )}
          </>
        )}
      </QueryView>
    </Card>
  )
}
