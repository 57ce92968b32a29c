import { useState } from 'preact/hooks'
import { clientParts } from '../../../api/operations/client.gen.ts'
import { BarChart } from '../../charts/bar-chart.tsx'
import { Card } from '../../components/card.tsx'
import { Select } from '../../components/select.tsx'
import { useApp } from '../../data/app-context.ts'
import { memberName } from '../../data/member-name.ts'
import { compactText } from '../../data/number-text.ts'
import { type PeriodCode, periodInput } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'

type Part = 'WORK_TYPE' | 'STAFF' | 'TEAM' | 'PROJECT'
const AT_MOST = 12
const alongs: Readonly<Record<Part, string>> = {
  WORK_TYPE: 'Kind of work',
  STAFF: 'Person',
  TEAM: 'Team',
  PROJECT: 'Project',
}

/** Hours worked for a client by kind of work, person, team or project. Props: `id`, `period`. */
export function ClientTime({ id, period }: { readonly id: string; readonly period: PeriodCode }) {
  const { can } = useApp()
  const [part, setPart] = useState<Part>('WORK_TYPE')
  const query = useQuery(clientParts, {
    query: {
      metrics: ['hours'],
      groupBy: [part],
      where: { clients: [id] },
      period: periodInput(period),
      orderBy: [{ metric: 'hours', direction: 'DESC' }],
      first: AT_MOST,
    },
  })
  return (
    <Card
      title="Time"
      actions={
        <Select
          label="Time by"
          labelHidden
          value={part}
          onChange={setPart}
          options={[
            { value: 'WORK_TYPE', label: 'By kind of work' },
            ...(can('staff:read') ? [{ value: 'STAFF' as const, label: 'By person' }] : []),
            { value: 'TEAM', label: 'By team' },
            { value: 'PROJECT', label: 'By project' },
          ]}
        />
      }
    >
      <QueryView query={query} height={140}>
        {({ metrics }) => (
          <>
            <BarChart
              title="Hours worked"
              titleHidden
              parts={['Hours']}
              along={alongs[part]}
              format={value => compactText(value, 'HOURS', null)}
              bars={metrics.rows
                .filter(row => row.values[0]?.value)
                .map(row => ({
                  key: row.key,
                  label: memberName(row.dimensions[0], part === 'PROJECT' ? 'project' : 'entry'),
                  values: [row.values[0]?.value ?? null],
                  text: row.values[0]?.text ?? '–',
                }))}
            />
            {metrics.truncated && (
              <p class="small quiet">
                {metrics.rows.length} of {metrics.totalCount} shown, most hours first
              </p>
            )}
          </>
        )}
      </QueryView>
    </Card>
  )
}
