import { useEffect, useState } from 'preact/hooks'
import { type Offer, readOffer } from '../../app/accounts/invitation.ts'
import { Button } from '../components/button.tsx'
import { ProblemBar } from '../components/message-bar.tsx'
import { Spinner } from '../components/progress.tsx'
import { useApp } from '../data/app-context.ts'
import { dayText } from '../data/period-text.ts'
import { roleName } from '../data/role-name.ts'
import { roleText } from '../data/role-text.ts'
import { Brand } from '../shell/brand.tsx'
import { AcceptForm } from './accept-form.tsx'
import './sign-in.css'

/** What an invitation offers, and the way to take it. Props: `token`, `onJoined` once a session is open, `onLeave`. */
export function InvitationPage({
  token,
  onJoined,
  onLeave,
}: {
  readonly token: string
  readonly onJoined: () => void
  readonly onLeave: () => void
}) {
  const { session, viewer } = useApp()
  const [offer, setOffer] = useState<Offer | null | undefined>(undefined)
  const [error, setError] = useState<unknown>(null)
  const read = () => {
    setError(null)
    readOffer(session, token).then(setOffer, setError)
  }
  useEffect(() => {
    document.title = 'Invitation – MoatMetrics'
    read()
  }, [token])
  const who = viewer.value
  return (
    <main class="sign-in-page">
      <div class="sign-in-box">
        <header>
          <Brand />
          <h1>
            {offer ? `Join ${offer.organization}` : offer === null ? 'This invitation does not hold' : 'Invitation'}
          </h1>
          {offer && (
            <p class="quiet">
              You are invited as <strong>{roleName(offer.role)}</strong>: {roleText(offer.role)} The invitation holds
              until {dayText(offer.expiresAt)}, once.
            </p>
          )}
          {offer === null && (
            <p class="quiet">
              It was used, taken back or replaced, it has run out after a week, or a part of the link is missing. Ask
              whoever invited you for a new one.
            </p>
          )}
        </header>
        {error !== null && <ProblemBar error={error} onRetry={read} />}
        {offer === undefined && error === null && <Spinner label="Reading the invitation" />}
        {offer && who && (
          <p class="small quiet">
            You are signed in as {who.email} in {who.organization?.name}. Joining ends that session.
          </p>
        )}
        {offer && <AcceptForm token={token} offer={offer} onJoined={onJoined} onInvalid={() => setOffer(null)} />}
        <Button kind="subtle" onClick={onLeave}>
          {who ? 'Not now' : 'To the sign-in page'}
        </Button>
      </div>
    </main>
  )
}
