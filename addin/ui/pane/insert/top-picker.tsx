import type { MetricForm } from '../../../app/metrics/metric-form.ts'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'

/** Which rows: all, or the highest or lowest by the first metric. */
export function TopPicker({
  top,
  first,
  onChange,
}: {
  readonly top: MetricForm['top']
  readonly first: string
  readonly onChange: (top: MetricForm['top']) => void
}) {
  const value = top === null ? 'all' : top.lowest ? 'lowest' : 'highest'
  return (
    <>
      <Select
        label="Rows"
        value={value}
        options={[
          { value: 'all', label: 'All' },
          { value: 'highest', label: `The highest by ${first}` },
          { value: 'lowest', label: `The lowest by ${first}` },
        ]}
        onChange={choice =>
          onChange(choice === 'all' ? null : { count: top?.count ?? 10, lowest: choice === 'lowest' })
        }
      />
      {top !== null && (
        <TextInput
          label="How many"
          type="number"
          min="1"
          inputMode="numeric"
          value={Number.isFinite(top.count) ? String(top.count) : ''}
          onInput={text => onChange({ ...top, count: Number.parseInt(text, 10) })}
        />
      )}
    </>
  )
}
