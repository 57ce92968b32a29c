import { useEffect, useState } from 'preact/hooks'
import { clientIndustries } from '../../../api/operations/clients.gen.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { useQuery } from '../../data/use-query.ts'

/** Name, industry, losing money. Props: what is set, `cost` (may they see it), `onChange` of parts of the address. */
export function ClientFilters({
  q,
  industry,
  losing,
  cost,
  onChange,
}: {
  readonly q: string
  readonly industry: string
  readonly losing: boolean
  readonly cost: boolean
  readonly onChange: (change: Readonly<Record<string, string | null>>) => void
}) {
  const industries = useQuery(clientIndustries, {})
  const [typed, setTyped] = useState(q)
  useEffect(() => setTyped(q), [q])
  // What is typed becomes the search after a rest, so that not every letter is asked for.
  useEffect(() => {
    if (typed === q) return
    const timer = setTimeout(() => onChange({ q: typed || null }), 250)
    return () => clearTimeout(timer)
  }, [typed])
  const names =
    industries.data?.metrics.rows.flatMap(row => (row.dimensions[0]?.key ? row.dimensions[0].label : [])) ?? []
  return (
    <search class="filters" aria-label="Clients">
      <TextInput label="Search" type="search" placeholder="Part of the name" value={typed} onInput={setTyped} />
      <Select
        label="Industry"
        value={industry}
        onChange={value => onChange({ industry: value || null })}
        options={[
          { value: '', label: 'Every industry' },
          ...[...new Set([...names, ...(industry ? [industry] : [])])]
            .sort()
            .map(name => ({ value: name, label: name })),
        ]}
      />
      {cost && (
        <Checkbox label="Losing money only" checked={losing} onChange={on => onChange({ losing: on ? 'yes' : null })} />
      )}
    </search>
  )
}
