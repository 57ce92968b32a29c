import type { MetricInfo } from '../../../app/metrics/catalogue.ts'
import { Chip } from '../../components/badge.tsx'
import { Combobox } from '../../components/combobox.tsx'

/** Metrics by name, in the order of their columns. */
export function MetricPicker({
  catalogue,
  chosen,
  onChange,
}: {
  readonly catalogue: readonly MetricInfo[]
  readonly chosen: readonly string[]
  readonly onChange: (metrics: readonly string[]) => void
}) {
  const search = async (text: string) => {
    const words = text.toLowerCase().split(/\s+/)
    return catalogue
      .filter(({ key }) => !chosen.includes(key))
      .filter(({ key, name }) => words.every(word => `${name} ${key}`.toLowerCase().includes(word)))
      .map(({ key, name }) => ({ value: key, label: name }))
  }
  return (
    <div class="pane-stack">
      <Combobox
        key={chosen.length}
        label="Metrics"
        placeholder="Type a name, e.g. gross margin"
        value=""
        search={search}
        onSelect={option => option && onChange([...chosen, option.value])}
      />
      {chosen.length > 0 && (
        <ul class="pane-row" aria-label="Chosen metrics">
          {chosen.map(key => {
            const name = catalogue.find(metric => metric.key === key)?.name ?? key
            return (
              <li key={key}>
                <Chip removeLabel={`Remove ${name}`} onRemove={() => onChange(chosen.filter(each => each !== key))}>
                  {name}
                </Chip>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
