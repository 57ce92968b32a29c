import { useState } from 'preact/hooks'
import type { Role } from '../../../api/operations/keys.gen.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { roleChoices } from '../people/role-choices.ts'
import { scopeTexts } from './scope-texts.ts'

export interface KeyInput {
  readonly name: string
  readonly role: Role
  readonly scopes?: readonly string[]
  readonly expiresAt?: string
}

/** What a new key is for and how much it may do. Props: `busy`, `error`, `onClose`, `onCreate`. */
export function NewKeyDialog({
  busy,
  error,
  onClose,
  onCreate,
}: {
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onCreate: (input: KeyInput) => void
}) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('VIEWER')
  const [narrow, setNarrow] = useState(false)
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set(['data:read']))
  const [until, setUntil] = useState('')
  const missing = name.trim() === '' || (narrow && scopes.size === 0)
  const create = () =>
    onCreate({
      name: name.trim(),
      role,
      ...(narrow ? { scopes: [...scopes] } : {}),
      // To the end of that day, here.
      ...(until === '' ? {} : { expiresAt: new Date(`${until}T23:59:59`).toISOString() }),
    })
  return (
    <FormDialog
      title="New API key"
      action="Make the key"
      busy={busy}
      disabled={missing}
      onSubmit={create}
      onClose={onClose}
    >
      {error !== null && <ProblemBar error={error} />}
      <TextInput
        label="Name"
        required
        hint="What it is for, e.g. Power BI of the finance team."
        value={name}
        onInput={setName}
      />
      <Select
        label="Role"
        hint="The most it may do; never more than you may."
        value={role}
        options={roleChoices(false)}
        onChange={setRole}
      />
      <Checkbox label="Narrow it further" checked={narrow} onChange={setNarrow} />
      {narrow && (
        <fieldset>
          <legend class="field-label">It may</legend>
          {Object.entries(scopeTexts).map(([scope, text]) => (
            <Checkbox
              key={scope}
              label={text}
              hint={scope}
              checked={scopes.has(scope)}
              onChange={on => setScopes(new Set([...scopes].filter(each => each !== scope).concat(on ? [scope] : [])))}
            />
          ))}
        </fieldset>
      )}
      <TextInput
        label="Ends after"
        type="date"
        min={today()}
        hint="The last day it works. Blank: until somebody ends it, or whoever made it leaves."
        value={until}
        onInput={setUntil}
      />
    </FormDialog>
  )
}

/** Today on this machine, as fields of dates have it. */
function today(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-')
}
