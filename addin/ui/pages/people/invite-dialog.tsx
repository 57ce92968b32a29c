import { useState } from 'preact/hooks'
import type { Role } from '../../../api/operations/people.gen.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { useApp } from '../../data/app-context.ts'
import { roleSentence } from '../../data/role-text.ts'
import { roleChoices } from './role-choices.ts'

/** Whom to invite, and as what. Props: `onInvite` (may reject), `onClose`. */
export function InviteDialog({
  onInvite,
  onClose,
}: {
  readonly onInvite: (email: string, role: Role) => Promise<void>
  readonly onClose: () => void
}) {
  const { can } = useApp()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('VIEWER')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const invite = async () => {
    setBusy(true)
    setError(null)
    await onInvite(email.trim(), role).catch(setError)
    setBusy(false)
  }
  return (
    <FormDialog
      title="Invite somebody"
      action="Make the link"
      busy={busy}
      disabled={email.trim() === ''}
      onSubmit={() => void invite()}
      onClose={onClose}
    >
      <p>
        You get a link to pass on. Nothing is mailed: this server sends nothing by itself. The link works once, for a
        week.
      </p>
      {error !== null && <ProblemBar error={error} />}
      <TextInput
        label="E-mail"
        type="email"
        required
        hint="They sign in with it. An earlier open invitation of this address ends."
        value={email}
        onInput={setEmail}
      />
      <Select
        label="Role"
        hint={roleSentence(role)}
        value={role}
        options={roleChoices(can('workspace:own'))}
        onChange={setRole}
      />
    </FormDialog>
  )
}
