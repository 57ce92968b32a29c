import { useState } from 'preact/hooks'
import { clientChoices } from '../../../app/upload/client-choices.ts'
import { unknownClients } from '../../../app/upload/unknown-clients.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Combobox } from '../../components/combobox.tsx'
import { useApp } from '../../data/app-context.ts'
import type { StepProps } from './step-props.ts'

const SHOWN = 10

/** Names that are no client: say which client each means, or have them created. What is said is remembered. */
export function UnknownClients({ flow, state: { issues, options, busy } }: StepProps) {
  const { api } = useApp()
  const unknown = unknownClients(issues.listed)
  const [said, setSaid] = useState<Readonly<Record<string, { readonly value: string; readonly label: string } | null>>>(
    {},
  )
  if (!options || (unknown.length === 0 && !options.createMissingClients)) return null
  const meant = unknown.flatMap(({ name, suggestion }) => {
    const client = name in said ? said[name]?.label : suggestion
    return client ? [{ name, client }] : []
  })
  return (
    <details class="pane-more" open>
      <summary>{unknown.length === 1 ? 'One name is no client' : `${unknown.length} names are no clients`}</summary>
      <div class="pane-stack">
        {unknown.slice(0, SHOWN).map(({ name, rows, suggestion }) => (
          <Combobox
            key={name}
            label={`“${name}” means`}
            hint={`In ${rows === 1 ? 'one row' : `${rows} rows`}`}
            placeholder="Client"
            value={name in said ? (said[name]?.label ?? '') : (suggestion ?? '')}
            search={(text, signal) => clientChoices(api, text, signal)}
            onSelect={client => setSaid({ ...said, [name]: client })}
          />
        ))}
        {unknown.length > SHOWN && (
          <p class="small quiet">{unknown.length - SHOWN} more follow when these are settled.</p>
        )}
        {unknown.length > 0 && (
          <div class="pane-row">
            <Button
              disabled={busy !== null || meant.length === 0}
              onClick={() => void flow.setOptions({ references: [...options.references, ...meant] })}
            >
              {meant.length === 1 ? 'Take this name' : `Take ${meant.length} names`}
            </Button>
          </div>
        )}
        <Checkbox
          label="Create missing clients"
          hint="Every name that is no client becomes one."
          checked={options.createMissingClients}
          disabled={busy !== null}
          onChange={createMissingClients => void flow.setOptions({ createMissingClients })}
        />
      </div>
    </details>
  )
}
