import type { ComponentChildren, ComponentType } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Credentials, SignInOutcome } from '../../api/session.ts'
import { Button } from '../components/button.tsx'
import { MessageBar } from '../components/message-bar.tsx'
import { TextInput } from '../components/text-input.tsx'
import { useApp } from '../data/app-context.ts'
import type { CodeStepProps } from './code-step.tsx'
import { DemoChoices } from './demo-choices.tsx'
import { RefusalBar } from './refusal-bar.tsx'
import { useAttempts } from './use-attempts.ts'
import './sign-in.css'

type Refusal = Exclude<SignInOutcome, { readonly kind: 'signed-in' }>

/**
 * Address and password, then a code where the account has a second factor; the sign-ins that a demo offers. The same in
 * the browser and in the pane. Props: `ended`, that there was a session before; `otherWays` to sign in; `onSignedIn`.
 */
export function SignInForm({
  ended = false,
  otherWays,
  onSignedIn,
}: {
  readonly ended?: boolean
  readonly otherWays?: ComponentChildren
  readonly onSignedIn: () => void
}) {
  const { session } = useApp()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [organization, setOrganization] = useState('')
  const [several, setSeveral] = useState(false)
  /** Whose password was right, and the step that asks for a code: most people have none, so it is read when it is needed. */
  const [proven, setProven] = useState<{ as: Credentials; Step: ComponentType<CodeStepProps> } | null>(null)
  const secret = useRef<HTMLInputElement>(null)
  const attempts = useAttempts<Refusal>()
  const { busy, seconds, forget } = attempts

  const signIn = async (credentials: Credentials) => {
    const refused = await attempts.attempt(async () => {
      const outcome = await session.signIn(credentials)
      if (outcome.kind === 'mfa') {
        const { CodeStep } = await import('./code-step.tsx')
        setProven({ as: credentials, Step: CodeStep })
      }
      return outcome.kind === 'signed-in' ? null : outcome
    })
    if (refused === null) return onSignedIn()
    if (refused?.kind === 'mfa') forget()
    if (refused && credentials.code === undefined) {
      setPassword('')
      secret.current?.focus()
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
      <RefusalBar attempts={attempts} />
      {proven ? (
        <proven.Step
          busy={busy}
          waiting={seconds > 0}
          onCode={code => signIn({ ...proven.as, code })}
          onBack={() => {
            forget()
            setProven(null)
          }}
        />
      ) : (
        <>
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
          {otherWays}
          <DemoChoices busy={busy} onChoose={credentials => void signIn(credentials)} />
        </>
      )}
    </div>
  )
}
