import { useState } from 'preact/hooks'
import type { DatasetKind } from '../../../api/operations/upload.gen.ts'
import { Button } from '../../components/button.tsx'
import { RadioGroup } from '../../components/radio-group.tsx'
import type { StepProps } from './step-props.ts'

/** What the sheet holds, where its headings do not say so plainly: likeliest first. */
export function DatasetStep({ flow, state: { recognition, options, busy } }: StepProps) {
  const [chosen, setChosen] = useState<DatasetKind | null>(null)
  if (!recognition) return null
  const kind = chosen ?? options?.dataset ?? recognition.candidates[0]?.kind ?? null
  return (
    <form
      class="pane-stack"
      onSubmit={event => {
        event.preventDefault()
        if (kind && !busy) void flow.setDataset(kind)
      }}
    >
      <RadioGroup
        label="What does this sheet hold?"
        value={kind}
        onChange={setChosen}
        options={recognition.candidates.map(({ kind: value, title, score, missing }) => ({
          value,
          label: title,
          hint:
            score === 0
              ? 'None of its headings is in the sheet'
              : missing.length > 0
                ? `Not found yet: ${missing.join(', ')}`
                : 'All that is needed is there',
        }))}
      />
      <Button kind="primary" type="submit" disabled={kind === null || busy !== null}>
        Check the sheet
      </Button>
    </form>
  )
}
