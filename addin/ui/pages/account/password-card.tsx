import { useState } from 'preact/hooks'
import { changePassword } from '../../../api/operations/account.gen.ts'
import { outcomeOf } from '../../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { useApp } from '../../data/app-context.ts'
import { CodeField } from '../../sign-in/code-field.tsx'
import { RefusalBar } from '../../sign-in/refusal-bar.tsx'
import { type Refused, useAttempts } from '../../sign-in/use-attempts.ts'
import { endedText } from './ended-text.ts'

/** Changes the password. Props: `secondFactor`: whether there is one, so that a code is asked for; `onChanged`. */
export function PasswordCard({
  secondFactor,
  onChanged,
}: {
  readonly secondFactor: boolean
  readonly onChanged: () => void
}) {
  const { api, viewer } = useApp()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [code, setCode] = useState('')
  const [done, setDone] = useState<string | null>(null)
  const attempts = useAttempts<Refused>()
  const weak = attempts.refused?.kind === 'weak' ? attempts.refused.message : null
  const change = async () => {
    setDone(null)
    const refused = await attempts.attempt(async () => {
      const input = { currentPassword: current, newPassword: next, ...(secondFactor ? { code } : {}) }
      const { changePassword: answer } = await api.request(changePassword, { input })
      if (answer.__typename === 'PasswordChanged') {
        setDone(endedText('Your password is changed.', answer.endedSessions))
        return null
      }
      return answer.__typename === 'WeakPassword' ? { kind: 'weak', message: answer.message } : outcomeOf(answer)
    })
    setCode('')
    if (refused === null) {
      setCurrent('')
      setNext('')
      onChanged()
    }
  }
  return (
    <Card title="Password" note="Changing it ends your other sessions, in every organization.">
      {done !== null && <MessageBar tone="good">{done}</MessageBar>}
      <RefusalBar attempts={weak === null ? attempts : { ...attempts, refused: null }} />
      <form
        class="account-form"
        onSubmit={event => {
          event.preventDefault()
          if (current !== '' && next !== '') void change()
        }}
      >
        {/* For password managers: whose password it is. */}
        <input type="text" autocomplete="username" value={viewer.value?.email ?? ''} readOnly hidden />
        <TextInput
          label="Present password"
          type="password"
          autocomplete="current-password"
          required
          value={current}
          onInput={setCurrent}
        />
        <TextInput
          label="New password"
          type="password"
          autocomplete="new-password"
          required
          hint="At least 8 characters of any kind. A few words in a row are better than signs; what is on lists of common passwords is refused."
          error={weak}
          value={next}
          onInput={setNext}
        />
        {secondFactor && <CodeField value={code} onInput={setCode} />}
        <Button kind="primary" type="submit" busy={attempts.busy} disabled={attempts.seconds > 0}>
          Change the password
        </Button>
      </form>
    </Card>
  )
}
