import type { Dimension } from '../../../api/operations/metrics.gen.ts'
import { commonGroupings, dimensionNames, type MetricInfo } from '../../../app/metrics/catalogue.ts'
import { Chip } from '../../components/badge.tsx'
import { Select } from '../../components/select.tsx'

/** The server takes no more. */
const MOST = 5

/** What the rows are about. Only what all chosen metrics can be split by is offered. */
export function GroupingPicker({
  metrics,
  chosen,
  onChange,
}: {
  readonly metrics: readonly MetricInfo[]
  readonly chosen: readonly Dimension[]
  readonly onChange: (groupBy: readonly Dimension[]) => void
}) {
  const possible = metrics.length === 0 ? (Object.keys(dimensionNames) as Dimension[]) : commonGroupings(metrics)
  const offered = possible.filter(dimension => !chosen.includes(dimension))
  return (
    <div class="pane-stack">
      <Select
        label="One row for each"
        value=""
        disabled={chosen.length >= MOST || offered.length === 0}
        options={[
          { value: '', label: chosen.length === 0 ? 'Total only; add a split…' : 'Add a split…' },
          ...offered.map(value => ({ value, label: dimensionNames[value] })),
        ]}
        onChange={value => value !== '' && onChange([...chosen, value as Dimension])}
      />
      {chosen.length > 0 && (
        <ul class="pane-row" aria-label="Chosen splits">
          {chosen.map(dimension => (
            <li key={dimension}>
              <Chip
                removeLabel={`Remove ${dimensionNames[dimension]}`}
                onRemove={() => onChange(chosen.filter(each => each !== dimension))}
              >
                {dimensionNames[dimension]}
                {metrics.length > 0 && !possible.includes(dimension) && ' (not possible)'}
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
