import type { DatasetInfo } from '../../../app/upload/dataset-info.ts'
import type { UploadReport } from '../../../app/upload/upload-outcome.ts'
import { Select } from '../../components/select.tsx'

const LEAVE_OUT = ''

/** How each heading was read, and the way to say otherwise. Props: `headings`, `dataset`, `onChange`. */
export function HeadingMap({
  headings,
  dataset,
  onChange,
}: {
  readonly headings: UploadReport['headings']
  readonly dataset: DatasetInfo
  readonly onChange: (heading: string, column: string | null) => void
}) {
  const options = [
    { value: LEAVE_OUT, label: 'Leave it out' },
    ...dataset.columns.map(column => ({ value: column.name, label: column.title })),
  ]
  return (
    <div class="page-stack">
      {headings.map(({ heading, column }) => (
        <Select
          key={heading}
          label={heading === '' ? 'A column without heading' : heading}
          value={column ?? LEAVE_OUT}
          options={options}
          onChange={value => onChange(heading, value === LEAVE_OUT ? null : value)}
        />
      ))}
    </div>
  )
}
