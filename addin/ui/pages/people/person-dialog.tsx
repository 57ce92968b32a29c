import { useState } from 'preact/hooks'
import { changeRole, type PersonFragment, removeUser, transferOwnership } from '../../../api/operations/people.gen.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { Select } from '../../components/select.tsx'
import { toast } from '../../components/toast.tsx'
import { useApp } from '../../data/app-context.ts'
import { roleName } from '../../data/role-name.ts'
import { roleSentence } from '../../data/role-text.ts'
import { roleChoices } from './role-choices.ts'

export type PersonChange = 'role' | 'own' | 'remove'

/** Changes a member: another role, the organization handed over, or out. Props: `person`, `change`, `onDone`, `onClose`. */
export function PersonDialog({
  person,
  change,
  onDone,
  onClose,
}: {
  readonly person: PersonFragment
  readonly change: PersonChange
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const { api, can, viewer } = useApp()
  const [role, setRole] = useState(person.role)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { id: userId, name } = person
  const mine = viewer.value?.user?.id === userId
  const changes = {
    role: {
      title: `The role of ${name}`,
      action: 'Change the role',
      work: () => api.request(changeRole, { userId, role }),
      said: `${name} is ${roleName(role)} from now on.`,
    },
    own: {
      title: `Hand the organization over to ${name}`,
      action: 'Hand it over',
      work: () => api.request(transferOwnership, { userId }),
      said: `${name} is Owner now, and you are Admin.`,
    },
    remove: {
      title: mine ? 'Leave the organization' : `Remove ${name}`,
      action: mine ? 'Leave it' : 'Remove',
      work: () => api.request(removeUser, { userId }),
      said: mine ? 'You have left the organization.' : `${name} is removed.`,
    },
  }
  const { title, action, work, said } = changes[change]
  const save = async () => {
    setBusy(true)
    setError(null)
    try {
      await work()
      toast(said)
      onDone()
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  return (
    <Dialog
      title={title}
      open
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind={change === 'role' ? 'primary' : 'danger'}
            busy={busy}
            disabled={change === 'role' && role === person.role}
            onClick={() => void save()}
          >
            {action}
          </Button>
        </>
      }
    >
      <div class="page-stack">
        {error !== null && <ProblemBar error={error} />}
        {change === 'role' && (
          <Select
            label="Role"
            hint={`${roleSentence(role)} It holds at once, also where they are signed in.`}
            value={role}
            options={roleChoices(can('workspace:own'))}
            onChange={setRole}
          />
        )}
        {change === 'own' && (
          <p>
            {name} becomes Owner, and you become Admin. Only they can hand it back. Other owners stay what they are.
          </p>
        )}
        {change === 'remove' && (
          <p>
            {mine ? 'Your' : 'Their'} sessions here end at once; {mine ? 'your' : 'their'} keys and open invitations
            stop working. What {mine ? 'you' : 'they'} uploaded and decided stays, with {mine ? 'your' : 'their'} name
            in the log.
          </p>
        )}
      </div>
    </Dialog>
  )
}
