import { useState } from 'preact/hooks'
import { invitations, inviteUser, type PersonFragment, people } from '../../../api/operations/people.gen.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { dayText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { roleName } from '../../data/role-name.ts'
import { useQuery } from '../../data/use-query.ts'
import { addIcon } from '../../icons/icons.ts'
import { PageHead } from '../parts/page-head.tsx'
import { ShownOnce } from '../parts/shown-once.tsx'
import { MorePages } from '../uploads/more-pages.tsx'
import { InvitationTable } from './invitation-table.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { PeopleTable } from './people-table.tsx'
import { type PersonChange, PersonDialog } from './person-dialog.tsx'
import '../uploads/parts.css'

const PAGE = 50

/** Who belongs to the organization and as what; who is invited. */
export function PeoplePage() {
  const { api, can, refreshViewer } = useApp()
  const allowed = can('users:manage')
  const [peopleCursors, setPeopleCursors] = useState<readonly string[]>([])
  const [invitationCursors, setInvitationCursors] = useState<readonly string[]>([])
  const everybody = useQuery(allowed ? people : null, { first: PAGE, after: peopleCursors.at(-1) ?? null })
  const invited = useQuery(allowed ? invitations : null, { first: PAGE, after: invitationCursors.at(-1) ?? null })
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<{ address: string; email: string; role: string; until: string } | null>(null)
  const [changing, setChanging] = useState<{ person: PersonFragment; change: PersonChange } | null>(null)
  if (!allowed)
    return (
      <div class="page">
        <PageHead title="People" />
        <MessageBar tone="warn" title="Your role does not manage people.">
          Owners and administrators do. Ask one of them to invite somebody or to change a role.
        </MessageBar>
      </div>
    )
  const invite = async (email: string, role: PersonFragment['role']) => {
    const { inviteUser: made } = await api.request(inviteUser, { email, role })
    const { invitation, path } = made
    setLink({ address: `${location.origin}${path}`, email: invitation.email, role, until: invitation.expiresAt })
    setInviting(false)
    invited.reload()
  }
  return (
    <div class="page">
      <PageHead
        title="People"
        note="Who belongs to your organization, and what they may do. Each change is in the log."
      >
        <Button kind="primary" icon={addIcon} onClick={() => setInviting(true)}>
          Invite somebody
        </Button>
      </PageHead>
      {link && (
        <ShownOnce
          title={`The invitation of ${link.email} is made.`}
          secret={link.address}
          onDone={() => setLink(null)}
        >
          Nothing is mailed: pass this link on yourself, in a way that only they can read. Whoever opens it first joins
          as {roleName(link.role)}, once, until {dayText(link.until)}. It is not shown again.
        </ShownOnce>
      )}
      <Card title="Members" flush>
        <QueryView query={everybody} height={240}>
          {({ users: page }) => (
            <>
              <PeopleTable
                people={page.nodes}
                stale={everybody.stale}
                onChange={(person, change) => setChanging({ person, change })}
              />
              <MorePages label="Members" size={PAGE} page={page} cursors={peopleCursors} onCursors={setPeopleCursors} />
            </>
          )}
        </QueryView>
      </Card>
      <Card title="Invitations" flush>
        <QueryView query={invited} height={120}>
          {({ invitations: page }) => (
            <>
              <InvitationTable invitations={page.nodes} stale={invited.stale} onRevoked={invited.reload} />
              <MorePages
                label="Invitations"
                size={PAGE}
                page={page}
                cursors={invitationCursors}
                onCursors={setInvitationCursors}
              />
            </>
          )}
        </QueryView>
      </Card>
      {inviting && <InviteDialog onClose={() => setInviting(false)} onInvite={invite} />}
      {changing && (
        <PersonDialog
          {...changing}
          onClose={() => setChanging(null)}
          onDone={() => {
            setChanging(null)
            everybody.reload()
            invited.reload()
            // One's own role may be another now.
            refreshViewer().catch(() => {})
          }}
        />
      )}
    </div>
  )
}
