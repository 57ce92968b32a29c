import { useState } from 'preact/hooks'
import { type AccountQuery, endSession } from '../../../api/operations/account.gen.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { toast } from '../../components/toast.tsx'
import { useApp } from '../../data/app-context.ts'
import { timeText } from '../../data/period-text.ts'
import { deviceText } from './device-text.ts'

type OpenSession = AccountQuery['viewer']['sessions']['nodes'][number]

const methods: Readonly<Record<OpenSession['method'], string>> = {
  PASSWORD: 'Password',
  SECOND_FACTOR: 'Password and code',
  PROVIDER: 'Identity provider',
}

/** The open sessions of the person, where and since when; each can be ended, or all of them. Props: `sessions`, `total`, `onEnded`. */
export function SessionsCard({
  sessions,
  total,
  onEnded,
}: {
  readonly sessions: readonly OpenSession[]
  readonly total: number
  readonly onEnded: () => void
}) {
  const app = useApp()
  const { api, session } = app
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    await work().catch(setError)
    setBusy(false)
  }
  const end = (which: OpenSession) =>
    run(async () => {
      await api.request(endSession, { id: which.id })
      toast('The session has ended.')
      onEnded()
    })
  return (
    <Card
      title="Sessions"
      note="Where you are signed in. What you do not know is somebody else: end it, and change your password."
      flush
      actions={<Button onClick={() => setAsking(true)}>Sign out everywhere</Button>}
    >
      {error !== null && !asking && <ProblemBar error={error} />}
      <DataTable
        label="Your sessions"
        columns={columnsFor(busy, which => void end(which))}
        rows={sessions}
        keyOf={each => each.id}
        totalCount={total}
      />
      <Dialog
        title="Sign out everywhere"
        open={asking}
        size="small"
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button kind="danger" busy={busy} onClick={() => void run(() => session.signOut(true))}>
              Sign out everywhere
            </Button>
          </>
        }
      >
        {error !== null && <ProblemBar error={error} />}
        <p>Every session of yours ends at once, this one too, on every device and in every organization.</p>
        {app.hasUnsaved() && <p>Sheets in this tab have changes that were not saved; they end with it.</p>}
      </Dialog>
    </Card>
  )
}

const columnsFor = (busy: boolean, onEnd: (session: OpenSession) => void): readonly DataColumn<OpenSession>[] => [
  {
    key: 'device',
    heading: 'Where',
    cell: ({ userAgent, current }) => (
      <span title={userAgent ?? undefined}>
        {deviceText(userAgent)} {current && <Badge tone="brand">This one</Badge>}
      </span>
    ),
  },
  { key: 'address', heading: 'Address', cell: ({ address }) => address ?? 'not known' },
  { key: 'organization', heading: 'Organization', cell: ({ organization }) => organization },
  { key: 'opened', heading: 'Signed in', cell: ({ openedAt }) => timeText(openedAt) },
  {
    key: 'used',
    heading: 'Last used',
    title: 'To within a quarter of an hour',
    cell: ({ lastUsedAt }) => timeText(lastUsedAt),
  },
  { key: 'method', heading: 'By', cell: ({ method }) => methods[method] },
  {
    key: 'end',
    heading: 'End',
    cell: session =>
      session.current ? (
        ''
      ) : (
        <Button
          size="small"
          aria-label={`End the session of ${deviceText(session.userAgent)} of ${timeText(session.openedAt)}`}
          disabled={busy}
          onClick={() => onEnd(session)}
        >
          End
        </Button>
      ),
  },
]
