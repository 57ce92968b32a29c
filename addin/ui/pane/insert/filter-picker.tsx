import { useRef, useState } from 'preact/hooks'
import type { Dimension } from '../../../api/operations/metrics.gen.ts'
import { dimensionNames, type MetricInfo } from '../../../app/metrics/catalogue.ts'
import { filterable, type MetricForm } from '../../../app/metrics/metric-form.ts'
import { type Member, readMembers } from '../../../app/metrics/read-members.ts'
import { Chip } from '../../components/badge.tsx'
import { Combobox } from '../../components/combobox.tsx'
import { Select } from '../../components/select.tsx'
import { useApp } from '../../data/app-context.ts'

/** Members of each dimension as far as they were read, so that typing asks once. */
type Known = Map<string, Promise<readonly Member[]>>

/** Which clients, teams, products … count; nothing chosen: all. */
export function FilterPicker({
  metrics,
  filters,
  onChange,
}: {
  readonly metrics: readonly MetricInfo[]
  readonly filters: MetricForm['filters']
  readonly onChange: (filters: MetricForm['filters']) => void
}) {
  const { api } = useApp()
  const [dimension, setDimension] = useState<Dimension>('CLIENT')
  const known = useRef<Known>(new Map())
  const labels = useRef(new Map<string, string>())
  const [metric] = metrics
  const possible = filterable.filter(each => metrics.every(({ dimensions }) => dimensions.includes(each)))
  const active = possible.includes(dimension as (typeof filterable)[number]) ? dimension : possible[0]
  if (!metric || active === undefined) return null

  const search = async (text: string) => {
    const key = `${metric.key} ${active}`
    const reading = known.current.get(key) ?? readMembers(api, metric.key, active)
    known.current.set(key, reading)
    reading.catch(() => known.current.delete(key))
    const found = (await reading).filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))
    for (const { value, label } of found) labels.current.set(value, label)
    return found.filter(({ value }) => !(filters[active] ?? []).includes(value)).slice(0, 50)
  }
  const chosen = filterable.flatMap(each => (filters[each] ?? []).map(value => ({ dimension: each, value })))
  return (
    <details class="pane-more" open={chosen.length > 0}>
      <summary>Narrow down</summary>
      <div class="pane-stack">
        <Select
          label="By"
          value={active}
          options={possible.map(value => ({ value, label: dimensionNames[value] }))}
          onChange={setDimension}
        />
        <Combobox
          key={`${active} ${chosen.length}`}
          label={`${dimensionNames[active]} to include`}
          placeholder="All"
          value=""
          search={search}
          onSelect={option => option && onChange({ ...filters, [active]: [...(filters[active] ?? []), option.value] })}
        />
        {chosen.length > 0 && (
          <ul class="pane-row" aria-label="Included">
            {chosen.map(({ dimension: of, value }) => (
              <li key={`${of} ${value}`}>
                <Chip
                  removeLabel={`Remove ${labels.current.get(value) ?? value}`}
                  onRemove={() => onChange({ ...filters, [of]: (filters[of] ?? []).filter(each => each !== value) })}
                >
                  {labels.current.get(value) ?? value}
                </Chip>
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  )
}
