import { useState } from 'preact/hooks'
import type { Role } from '../../../api/operations/keys.gen.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { roleSentence } from '../../data/role-text.ts'
import { roleChoices } from '../people/role-choices.ts'
import { READING, scopeTexts } from './scope-texts.ts'

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
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set([READING]))
  const [until, setUntil] = useState('')
  const ofRole = Object.entries(scopeTexts).filter(([, { roles }]) => roles.includes(role))
  const narrowable = ofRole.length > 1
  const create = () =>
    onCreate({
      name: name.trim(),
      role,
      ...(narrow && narrowable ? { scopes: ofRole.map(([scope]) => scope).filter(scope => chosen.has(scope)) } : {}),
      // To the end of that day, here.
      ...(until === '' ? {} : { expiresAt: new Date(`${until}T23:59:59`).toISOString() }),
    })
  return (
    <FormDialog
      title="New API key"
      action="Make the key"
      busy={busy}
      disabled={name.trim() === ''}
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
        hint={`${roleSentence(role)} Never more than you may.`}
        value={role}
        options={roleChoices(false)}
        onChange={setRole}
      />
      {narrowable && <Checkbox label="Narrow it further" checked={narrow} onChange={setNarrow} />}
      {narrowable && narrow && (
        <fieldset>
          <legend class="field-label">It may</legend>
          {ofRole.map(([scope, { text }]) => (
            <Checkbox
              key={scope}
              label={text}
              hint={scope === READING ? `${scope}: no key can do without` : scope}
              checked={chosen.has(scope)}
              disabled={scope === READING}
              onChange={on => setChosen(new Set([...chosen].filter(each => each !== scope).concat(on ? [scope] : [])))}
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
