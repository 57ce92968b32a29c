import { firstInsights } from '../../../api/operations/start.gen.ts'
import { Card } from '../../components/card.tsx'
import { Link } from '../../components/link.tsx'
import { periodText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { href } from '../../router/router.ts'

/** What the data says first. Props: `show`, once something was uploaded here. */
export function FirstInsights({ show }: { readonly show: boolean }) {
  const query = useQuery(show ? firstInsights : null, {})
  if (!show) return null
  return (
    <Card
      title="2. What it says"
      actions={
        <Link href={href('/overview')} button="primary">
          See the whole month
        </Link>
      }
    >
      <div role="status">
        <QueryView query={query} height={90}>
          {({ insights }) =>
            insights.items.length === 0 ? (
              <p>Nothing stands out in {periodText(insights.period.label)}. The overview has the numbers.</p>
            ) : (
              <ol>
                {insights.items.map(({ sentence, client }) => (
                  <li class="list-line" key={sentence}>
                    <span>{sentence}</span>
                    {client && <Link href={href(`/clients/${encodeURIComponent(client.id)}`)}>{client.name}</Link>}
                  </li>
                ))}
              </ol>
            )
          }
        </QueryView>
      </div>
    </Card>
  )
}
