import { explainableMetrics } from '../../../api/operations/explain-page.gen.ts'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import { useApp } from '../../data/app-context.ts'
import { useQuery } from '../../data/use-query.ts'
import { setQuery } from '../../router/router.ts'
import { ClientField } from './client-field.tsx'
import { againstOptions, type Question } from './question-of.ts'

/** Number, client and other side of a question; what is chosen goes into the address. Props: `question`. */
export function ExplainChoices({ question }: { readonly question: Question }) {
  const { can } = useApp()
  const catalog = useQuery(explainableMetrics, {})
  const metrics = catalog.data?.metricCatalog ?? []
  const chosen = metrics.find(metric => metric.key === question.metric)
  const options = metrics.map(metric => ({ value: metric.key, label: metric.name }))
  const against = againstOptions.filter(
    ({ value }) =>
      (value !== 'BUDGET' || can('cost:read')) &&
      // The rest of the portfolio, or another client, is the other side of one client.
      (question.client !== null || (value !== 'PORTFOLIO' && value !== 'CLIENT')),
  )
  return (
    <>
      {catalog.error !== null && <ProblemBar error={catalog.error} onRetry={catalog.reload} />}
      <div class="filters filters-inside">
        <Select
          label="Number"
          value={question.metric}
          onChange={metric => setQuery({ metric })}
          options={chosen ? options : [{ value: question.metric, label: question.metric }, ...options]}
        />
        <ClientField
          label="Client"
          id={question.client}
          placeholder="All clients"
          onChange={client =>
            setQuery({
              client,
              ...(client === null && ['PORTFOLIO', 'CLIENT'].includes(question.against) ? { against: null } : {}),
            })
          }
        />
        <Select
          label="Compared with"
          value={question.against}
          onChange={value => setQuery({ against: value })}
          options={against}
        />
        {question.against === 'CLIENT' && (
          <ClientField
            label="Other client"
            id={question.other}
            placeholder="Choose a client"
            onChange={other => setQuery({ other })}
          />
        )}
      </div>
      {chosen && <p class="small quiet">{chosen.description}</p>}
    </>
  )
}
