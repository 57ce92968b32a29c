import type { MappedBy } from '../../../api/operations/upload.gen.ts'
import { Select } from '../../components/select.tsx'
import type { StepProps } from './step-props.ts'

const reasons: Readonly<Record<MappedBy, string>> = {
  NAME: 'by its name',
  ALIAS: 'known under this name',
  MAPPING: 'as you said',
  NONE: 'not imported',
}

/** How each heading is read, and the way to read it otherwise. */
export function HeadingList({ flow, state: { report, datasets, options, busy } }: StepProps) {
  const dataset = datasets.find(({ kind }) => kind === options?.dataset)
  if (!report || !dataset) return null
  const columns = dataset.columns.map(({ name, title }) => ({ value: name, label: title }))
  return (
    <details class="pane-more">
      <summary>How the headings are read</summary>
      <div class="pane-stack">
        {report.headings.map(({ heading, column, by }) => (
          <Select
            key={heading}
            label={heading}
            hint={reasons[by]}
            value={column ?? ''}
            disabled={busy !== null}
            options={[{ value: '', label: 'Leave out' }, ...columns]}
            onChange={value => void flow.remap(heading, value === '' ? null : value)}
          />
        ))}
      </div>
    </details>
  )
}
