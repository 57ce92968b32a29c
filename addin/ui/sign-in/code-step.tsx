import { useState } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { CodeField } from './code-field.tsx'

export interface CodeStepProps {
  readonly busy: boolean
  readonly waiting: boolean
  readonly onCode: (code: string) => Promise<unknown>
  readonly onBack: () => void
}

/** The second step of signing in, where the account has a second factor. Props: `busy`, `waiting`, `onCode` (a refused code is cleared), `onBack`. */
export function CodeStep({ busy, waiting, onCode, onBack }: CodeStepProps) {
  const [code, setCode] = useState('')
  return (
    <form
      class="sign-in-form"
      onSubmit={event => {
        event.preventDefault()
        if (busy || waiting || code.trim() === '') return
        void onCode(code).then(() => setCode(''))
      }}
    >
      <CodeField value={code} onInput={setCode} focus />
      <Button kind="primary" type="submit" busy={busy} disabled={waiting}>
        Sign in
      </Button>
      <Button kind="subtle" size="small" class="sign-in-several" onClick={onBack}>
        Back to address and password
      </Button>
      <p class="small quiet">
        Neither at hand? An owner of your organization can ask whoever runs the server to take the second factor off
        your account.
      </p>
    </form>
  )
}
