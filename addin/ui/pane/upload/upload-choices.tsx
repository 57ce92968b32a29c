import { useState } from 'preact/hooks'
import type { UploadMode, UploadScope } from '../../../api/operations/upload.gen.ts'
import { modeTexts, scopeTexts } from '../../../app/upload/upload-options.ts'
import { Button } from '../../components/button.tsx'
import { RadioGroup } from '../../components/radio-group.tsx'
import { TextInput } from '../../components/text-input.tsx'
import type { StepProps } from './step-props.ts'

/** How the sheet is stored: what becomes of bad rows, and of stored rows that it does not have. */
export function UploadChoices({ flow, state: { options, datasets, busy, report } }: StepProps) {
  const dataset = datasets.find(({ kind }) => kind === options?.dataset)
  const [asked, setAsked] = useState<UploadScope | null>(null)
  const between = options?.period?.between ?? report?.period
  const [days, setDays] = useState({ from: between?.from ?? '', to: between?.to ?? '' })
  if (!options || !dataset) return null
  const scopes = (Object.keys(scopeTexts) as UploadScope[]).filter(
    scope => scope !== 'REPLACE_PERIOD' || dataset.periodColumn !== null,
  )
  const scope = asked ?? options.scope
  const choose = (next: UploadScope) => {
    setAsked(next)
    if (next !== 'REPLACE_PERIOD') void flow.setOptions({ scope: next, period: null })
  }
  return (
    <details class="pane-more">
      <summary>How it is stored</summary>
      <div class="pane-stack">
        <RadioGroup<UploadMode>
          label="Bad rows"
          value={options.mode}
          onChange={mode => void flow.setOptions({ mode })}
          options={(['LENIENT', 'STRICT'] as const).map(value => ({ value, label: modeTexts[value] }))}
        />
        <RadioGroup
          label="Stored rows that the sheet does not have"
          value={scope}
          onChange={choose}
          options={scopes.map(value => ({ value, label: scopeTexts[value].label, hint: scopeTexts[value].text }))}
        />
        {scope === 'REPLACE_PERIOD' && (
          <form
            class="pane-stack"
            onSubmit={event => {
              event.preventDefault()
              if (days.from !== '' && days.to !== '') void flow.setOptions({ scope, period: { between: days } })
            }}
          >
            <TextInput
              label="First day"
              type="date"
              required
              value={days.from}
              onInput={from => setDays({ ...days, from })}
            />
            <TextInput label="Last day" type="date" required value={days.to} onInput={to => setDays({ ...days, to })} />
            <Button type="submit" disabled={busy !== null}>
              Preview with this period
            </Button>
          </form>
        )}
        <TextInput
          label="Note"
          hint="For those who look at the versions later."
          maxLength={2000}
          value={options.description ?? ''}
          onInput={text => void flow.setOptions({ description: text === '' ? null : text })}
        />
      </div>
    </details>
  )
}
