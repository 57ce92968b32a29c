import { useState } from 'preact/hooks'
import { revokeInvitation, type SentInvitationFragment } from '../../../api/operations/people.gen.ts'
import { Badge, type Tone } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { toast } from '../../components/toast.tsx'
import { useApp } from '../../data/app-context.ts'
import { dayText } from '../../data/period-text.ts'
import { roleName } from '../../data/role-name.ts'

const states: Readonly<Record<SentInvitationFragment['state'], readonly [string, Tone]>> = {
  OPEN: ['Open', 'brand'],
  ACCEPTED: ['Accepted', 'good'],
  REVOKED: ['Ended', 'neutral'],
  EXPIRED: ['Run out', 'neutral'],
}

/** The invitations of the organization, newest first. Props: `invitations`, `stale`, `onRevoked`. */
export function InvitationTable({
  invitations,
  stale,
  onRevoked,
}: {
  readonly invitations: readonly SentInvitationFragment[]
  readonly stale: boolean
  readonly onRevoked: () => void
}) {
  const { api } = useApp()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const revoke = async ({ id, email }: SentInvitationFragment) => {
    setBusy(true)
    setError(null)
    try {
      await api.request(revokeInvitation, { id })
      toast(`The invitation of ${email} has ended.`)
      onRevoked()
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  const columns: readonly DataColumn<SentInvitationFragment>[] = [
    { key: 'email', heading: 'E-mail', cell: ({ email }) => email },
    { key: 'role', heading: 'Role', cell: ({ role }) => roleName(role) },
    {
      key: 'state',
      heading: 'State',
      cell: ({ state, acceptedAt, revokedAt }) => {
        const [word, tone] = states[state]
        const when = acceptedAt ?? revokedAt
        return <Badge tone={tone}>{when ? `${word} ${dayText(when)}` : word}</Badge>
      },
    },
    {
      key: 'made',
      heading: 'Made',
      cell: ({ createdAt, invitedBy }) => `${dayText(createdAt)}${invitedBy ? ` by ${invitedBy.name}` : ''}`,
    },
    { key: 'until', heading: 'Until', cell: ({ expiresAt }) => dayText(expiresAt) },
    {
      key: 'end',
      heading: 'End',
      cell: invitation =>
        invitation.state === 'OPEN' ? (
          <Button
            size="small"
            aria-label={`End the invitation of ${invitation.email}`}
            disabled={busy}
            onClick={() => void revoke(invitation)}
          >
            End
          </Button>
        ) : (
          ''
        ),
    },
  ]
  return (
    <>
      {error !== null && <ProblemBar error={error} />}
      <DataTable
        label="Invitations"
        columns={columns}
        rows={invitations}
        keyOf={({ id }) => id}
        stale={stale}
        empty={<EmptyState title="Nobody is invited">Who is invited and has not come yet is listed here.</EmptyState>}
      />
    </>
  )
}
