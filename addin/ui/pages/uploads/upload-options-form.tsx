import { useState } from 'preact/hooks'
import type { UnknownClient } from '../../../app/upload/unknown-clients.ts'
import { modeTexts, scopeTexts, type UploadOptions } from '../../../app/upload/upload-options.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { RadioGroup } from '../../components/radio-group.tsx'
import { TextInput } from '../../components/text-input.tsx'

/** What may be said about an upload besides its cells; it holds once it is checked. Props: `options`, `dated`, `unknown`, `onChange`. */
export function UploadOptionsForm({
  options: said,
  dated,
  unknown,
  onChange,
}: {
  readonly options: UploadOptions
  /** Whether rows have a date, so that a period can be replaced. */
  readonly dated: boolean
  readonly unknown: readonly UnknownClient[]
  readonly onChange: (change: Partial<Omit<UploadOptions, 'dataset'>>) => void
}) {
  const [draft, setDraft] = useState<Partial<Omit<UploadOptions, 'dataset'>>>({})
  const options = { ...said, ...draft }
  const set = (change: typeof draft) => setDraft({ ...draft, ...change })
  const scopes = (['UPSERT', ...(dated ? (['REPLACE_PERIOD'] as const) : []), 'REPLACE_ALL'] as const).map(value => ({
    value,
    label: scopeTexts[value].label,
    hint: scopeTexts[value].text,
  }))
  const between = options.period?.between
  const setDay = (day: { from?: string; to?: string }) =>
    set({ period: { between: { from: between?.from ?? '', to: between?.to ?? '', ...day } } })
  const unfinished = options.scope === 'REPLACE_PERIOD' && !(between?.from && between.to)
  return (
    <form
      class="page-stack"
      onSubmit={event => {
        event.preventDefault()
        if (unfinished) return
        onChange(draft)
        setDraft({})
      }}
    >
      {unknown.length > 0 && (
        <Checkbox
          label={`Create ${unknown.length === 1 ? 'the client' : `the ${unknown.length} clients`} that the sheet names and nobody knows`}
          hint={unknown
            .slice(0, 4)
            .map(({ name }) => name)
            .join(', ')}
          checked={options.createMissingClients}
          onChange={createMissingClients => set({ createMissingClients })}
        />
      )}
      <RadioGroup
        label="Rows with errors"
        options={(['LENIENT', 'STRICT'] as const).map(value => ({ value, label: modeTexts[value] }))}
        value={options.mode}
        onChange={mode => set({ mode })}
      />
      <RadioGroup
        label="Rows that are stored already"
        options={scopes}
        value={options.scope}
        onChange={scope => set({ scope, period: scope === 'REPLACE_PERIOD' ? options.period : null })}
      />
      {options.scope === 'REPLACE_PERIOD' && (
        <div class="row-line">
          <TextInput label="From" type="date" value={between?.from ?? ''} onInput={from => setDay({ from })} />
          <TextInput label="To" type="date" value={between?.to ?? ''} onInput={to => setDay({ to })} />
        </div>
      )}
      <TextInput
        label="Note"
        hint="Kept with the version, for those who look at it later."
        value={options.description ?? ''}
        onInput={text => set({ description: text === '' ? null : text })}
      />
      {unfinished && <p class="small quiet">Say which days are to be replaced, the first and the last.</p>}
      <div class="row-line">
        <Button type="submit" disabled={Object.keys(draft).length === 0 || unfinished}>
          Check with these
        </Button>
      </div>
    </form>
  )
}
