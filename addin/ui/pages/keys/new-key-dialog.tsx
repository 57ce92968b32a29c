import { useState } from 'preact/hooks'
import type { Role } from '../../../api/operations/keys.gen.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { scopeTexts } from './scope-texts.ts'

export interface KeyInput {
  readonly name: string
  readonly role: Role
  readonly scopes?: readonly string[]
  readonly expiresAt?: string
}

const roles: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'VIEWER', label: 'Viewer: reads, without cost, margin and names of people' },
  { value: 'MANAGER', label: 'Manager: reads everything, decides reviews' },
  { value: 'ANALYST', label: 'Analyst: reads everything, uploads' },
  { value: 'ADMIN', label: 'Admin: everything but the workspace itself' },
]

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
    <Dialog
      title="New API key"
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={busy} disabled={missing} onClick={create}>
            Make the key
          </Button>
        </>
      }
    >
      <div class="page-stack">
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
          options={roles}
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
                onChange={on =>
                  setScopes(new Set([...scopes].filter(each => each !== scope).concat(on ? [scope] : [])))
                }
              />
            ))}
          </fieldset>
        )}
        <TextInput
          label="Ends after"
          type="date"
          hint="Blank: when somebody ends it."
          value={until}
          onInput={setUntil}
        />
      </div>
    </Dialog>
  )
}
