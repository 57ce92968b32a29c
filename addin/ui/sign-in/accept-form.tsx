import { useRef, useState } from 'preact/hooks'
import { type Acceptance, acceptInvitation, type Offer } from '../../app/accounts/invitation.ts'
import { Button } from '../components/button.tsx'
import { TextInput } from '../components/text-input.tsx'
import { useApp } from '../data/app-context.ts'
import { CodeStep } from './code-step.tsx'
import { ProviderChoice } from './provider-choice.tsx'
import { RefusalBar } from './refusal-bar.tsx'
import { useAttempts } from './use-attempts.ts'

/**
 * Name and password of whoever accepts an invitation, and a code where their account has a second factor. The same is
 * asked of people with an account and without: an invitation does not tell who has one. Props: `token`, `offer`,
 * `onJoined`, `onInvalid`: it has ended meanwhile.
 */
export function AcceptForm({
  token,
  offer,
  onJoined,
  onInvalid,
}: {
  readonly token: string
  readonly offer: Offer
  readonly onJoined: () => void
  readonly onInvalid: () => void
}) {
  const { session } = useApp()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [coding, setCoding] = useState(false)
  const secret = useRef<HTMLInputElement>(null)
  const attempts = useAttempts<Exclude<Acceptance, { readonly kind: 'signed-in' }>>()
  const { busy, seconds, forget } = attempts
  const accept = async (code?: string) => {
    const refused = await attempts.attempt(async () => {
      const input = { token, name: name.trim(), password, ...(code === undefined ? {} : { code }) }
      const outcome = await acceptInvitation(session, input)
      return outcome.kind === 'signed-in' ? null : outcome
    })
    if (refused === null) return onJoined()
    if (refused?.kind === 'invalid') return onInvalid()
    if (refused?.kind === 'mfa') {
      forget()
      setCoding(true)
    } else if (refused && !coding) {
      setPassword('')
      secret.current?.focus()
    }
  }
  return (
    <div class="sign-in">
      <RefusalBar attempts={attempts} />
      {coding ? (
        <CodeStep
          busy={busy}
          waiting={seconds > 0}
          onCode={accept}
          onBack={() => {
            forget()
            setPassword('')
            setCoding(false)
          }}
        />
      ) : (
        <>
          <form
            class="sign-in-form"
            onSubmit={event => {
              event.preventDefault()
              if (!busy && seconds === 0 && name.trim() !== '' && password !== '') void accept()
            }}
          >
            <TextInput
              label="E-mail"
              type="email"
              autocomplete="username"
              hint="The address that was invited; you sign in with it."
              value={offer.email}
              onInput={() => {}}
              readOnly
            />
            <TextInput
              label="Your name"
              autocomplete="name"
              required
              maxLength={100}
              hint="As others in the organization see it. Whoever has an account on this server keeps their name."
              value={name}
              onInput={setName}
            />
            <TextInput
              label="Password"
              type="password"
              autocomplete="new-password"
              required
              hint="A new one of at least 8 characters; or that of your account, if this address has one on this server."
              value={password}
              onInput={setPassword}
              ref={secret}
            />
            <Button kind="primary" type="submit" busy={busy} disabled={seconds > 0}>
              Join {offer.organization}
            </Button>
          </form>
          <ProviderChoice />
        </>
      )}
    </div>
  )
}
