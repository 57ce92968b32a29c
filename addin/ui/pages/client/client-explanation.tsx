import { useState } from 'preact/hooks'
import type { ExplainAgainst } from '../../../api/operations/explain-page.gen.ts'
import { Card } from '../../components/card.tsx'
import { Link } from '../../components/link.tsx'
import { Select } from '../../components/select.tsx'
import { baselineLabel } from '../../data/against-text.ts'
import { useApp } from '../../data/app-context.ts'
import { type PeriodCode, periodInput } from '../../data/period-text.ts'
import { ExplainQuery } from '../../explanation/explain-query.tsx'
import { href } from '../../router/router.ts'

type Against = Extract<ExplainAgainst, 'PREVIOUS_PERIOD' | 'SAME_PERIOD_LAST_YEAR' | 'PORTFOLIO'>

/** Why a number of the client is what it is, against what one likes. Props: `id`, `name`, `period`, `against` of the address. */
export function ClientExplanation({
  id,
  name,
  period,
  against: wanted,
}: {
  readonly id: string
  readonly name: string
  readonly period: PeriodCode
  readonly against: string
}) {
  const cost = useApp().can('cost:read')
  const [metric, setMetric] = useState(cost ? 'gross_profit' : 'revenue')
  const [against, setAgainst] = useState<Against>(wanted === 'PORTFOLIO' ? 'PORTFOLIO' : 'PREVIOUS_PERIOD')
  return (
    <Card
      title={`Why ${name} is where it is`}
      actions={<Link href={href('/explain', { metric, client: id, period, against })}>Open as a page</Link>}
    >
      <div class="filters filters-inside">
        <Select
          label="Number"
          value={metric}
          onChange={setMetric}
          options={
            cost
              ? [
                  { value: 'gross_profit', label: 'Gross profit' },
                  { value: 'gross_margin_pct', label: 'Gross margin' },
                  { value: 'revenue', label: 'Revenue' },
                  { value: 'labour_cost', label: 'Labour cost' },
                ]
              : [
                  { value: 'revenue', label: 'Revenue' },
                  { value: 'hours', label: 'Hours' },
                ]
          }
        />
        <Select
          label="Compared with"
          value={against}
          onChange={setAgainst}
          options={[
            { value: 'PREVIOUS_PERIOD', label: 'The period before' },
            { value: 'SAME_PERIOD_LAST_YEAR', label: 'A year before' },
            { value: 'PORTFOLIO', label: 'All other clients' },
          ]}
        />
      </div>
      <ExplainQuery
        input={{ metric, where: { clients: [id] }, period: periodInput(period), against }}
        {...baselineLabel(against)}
      />
    </Card>
  )
}
