import { useState } from 'preact/hooks'
import { confirmSecondFactor, startSecondFactor } from '../../../api/operations/account.gen.ts'
import { outcomeOf } from '../../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { useApp } from '../../data/app-context.ts'
import { CodeField } from '../../sign-in/code-field.tsx'
import { RefusalBar } from '../../sign-in/refusal-bar.tsx'
import { type Refused, useAttempts } from '../../sign-in/use-attempts.ts'
import { BackupCodes } from './backup-codes.tsx'
import { ShowSecret } from './show-secret.tsx'
import './account.css'

/**
 * Sets up a second factor in three steps: the password, the secret in an app with its first code, the backup codes.
 * Props: `onDone` once the codes are kept; `onCancel`, absent where there is no way back.
 */
export function SetUpSecondFactor({
  onDone,
  onCancel,
}: {
  readonly onDone: () => void
  readonly onCancel?: () => void
}) {
  const { api, viewer } = useApp()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [secret, setSecret] = useState<{ readonly secret: string; readonly uri: string } | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const attempts = useAttempts<Refused>()
  const { busy, seconds } = attempts
  const start = () =>
    attempts.attempt(async () => {
      const { startSecondFactor: answer } = await api.request(startSecondFactor, { password })
      setPassword('')
      if (answer.__typename !== 'SecondFactorSecret') return outcomeOf(answer)
      setSecret(answer)
      return null
    })
  const confirm = () =>
    attempts.attempt(async () => {
      const { confirmSecondFactor: answer } = await api.request(confirmSecondFactor, { code })
      setCode('')
      if (answer.__typename !== 'BackupCodes') return outcomeOf(answer)
      setCodes(answer.codes)
      return null
    })
  const cancel = onCancel && (
    <Button kind="subtle" onClick={onCancel}>
      Cancel
    </Button>
  )
  if (codes) return <BackupCodes codes={codes} onDone={onDone} />
  return (
    <div class="page-stack">
      <RefusalBar attempts={attempts} />
      {secret ? (
        <ShowSecret {...secret}>
          <form
            class="account-form"
            onSubmit={event => {
              event.preventDefault()
              if (code.trim() !== '') void confirm()
            }}
          >
            <CodeField value={code} onInput={setCode} onlyApp focus />
            <div class="row-line">
              <Button kind="primary" type="submit" busy={busy} disabled={seconds > 0}>
                Turn it on
              </Button>
              {cancel}
            </div>
          </form>
        </ShowSecret>
      ) : (
        <form
          class="account-form"
          onSubmit={event => {
            event.preventDefault()
            if (password !== '') void start()
          }}
        >
          <input type="text" autocomplete="username" value={viewer.value?.email ?? ''} readOnly hidden />
          <TextInput
            label="Your password"
            type="password"
            autocomplete="current-password"
            required
            hint="Once more, so that nobody does it at a screen you left open."
            value={password}
            onInput={setPassword}
          />
          <div class="row-line">
            <Button kind="primary" type="submit" busy={busy} disabled={seconds > 0}>
              Go on
            </Button>
            {cancel}
          </div>
        </form>
      )}
    </div>
  )
}
