import { useEffect, useRef, useState } from 'preact/hooks'
import type { SignInOutcome } from '../../api/session.ts'
import { Button } from '../components/button.tsx'
import { MessageBar, ProblemBar } from '../components/message-bar.tsx'
import { TextInput } from '../components/text-input.tsx'
import { useApp } from '../data/app-context.ts'
import './sign-in.css'

/**
 * Address, password, and the sign-ins that a demo offers. The same in the browser and in the pane. Props: `ended`, that
 * there was a session before; `onSignedIn`.
 */
export function SignInForm({
  ended = false,
  onSignedIn,
}: {
  readonly ended?: boolean
  readonly onSignedIn: () => void
}) {
  const { session, settings } = useApp()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [organization, setOrganization] = useState('')
  const [several, setSeveral] = useState(false)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Exclude<SignInOutcome, { kind: 'signed-in' }> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const secret = useRef<HTMLInputElement>(null)
  const seconds = useCountdown(outcome?.kind === 'wait' ? outcome.seconds : 0, outcome)

  const signIn = async (credentials: { email: string; password: string; organization?: string }) => {
    setBusy(true)
    setError(null)
    setOutcome(null)
    try {
      const result = await session.signIn(credentials)
      if (result.kind === 'signed-in') return onSignedIn()
      setOutcome(result)
      setPassword('')
      secret.current?.focus()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const missing = email === '' || password === ''
  return (
    <div class="sign-in">
      {ended && (
        <MessageBar tone="info">
          Your session has ended. Sign in to go on where you were; what you entered is still there.
        </MessageBar>
      )}
      {error !== null && <ProblemBar error={error} />}
      {outcome && (
        <MessageBar tone={outcome.kind === 'wrong' ? 'bad' : 'warn'}>
          {outcome.message}
          {seconds > 0 && ` Next attempt in ${seconds} s.`}
        </MessageBar>
      )}
      <form
        class="sign-in-form"
        onSubmit={event => {
          event.preventDefault()
          if (busy || missing || seconds > 0) return
          void signIn({ email, password, ...(organization === '' ? {} : { organization }) })
        }}
      >
        <TextInput label="E-mail" type="email" autocomplete="username" required value={email} onInput={setEmail} />
        <TextInput
          label="Password"
          type="password"
          autocomplete="current-password"
          required
          value={password}
          onInput={setPassword}
          ref={secret}
        />
        {several ? (
          <TextInput
            label="Organization"
            autocomplete="organization"
            hint="Its name; left blank, the one you joined first."
            value={organization}
            onInput={setOrganization}
          />
        ) : (
          <Button kind="subtle" size="small" class="sign-in-several" onClick={() => setSeveral(true)}>
            I belong to several organizations
          </Button>
        )}
        <Button kind="primary" type="submit" busy={busy} disabled={seconds > 0}>
          Sign in
        </Button>
      </form>
      {settings.demo && settings.demo.length > 0 && (
        <section class="sign-in-demo" aria-label="Sign-ins of this demo">
          <h2>This is a demo: sign in as</h2>
          <ul>
            {settings.demo.map(each => (
              <li key={each.email}>
                <Button onClick={() => void signIn({ email: each.email, password: each.password })} disabled={busy}>
                  {capital(each.role)}
                </Button>
              </li>
            ))}
          </ul>
          <p class="small quiet">
            An invented firm with 34 clients. The analyst sees everything and uploads; the viewer sees no cost.
          </p>
        </section>
      )}
    </div>
  )
}

const capital = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1).toLowerCase()

/** Counts down from so many seconds, anew for each `start`. */
function useCountdown(from: number, start: unknown): number {
  const [left, setLeft] = useState(from)
  useEffect(() => {
    setLeft(from)
    if (from <= 0) return
    const timer = setInterval(() => setLeft(seconds => Math.max(0, seconds - 1)), 1000)
    return () => clearInterval(timer)
  }, [start])
  return left
}
