import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { FormDialog } from '../../components/form-dialog.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { CodeField } from '../../sign-in/code-field.tsx'
import { RefusalBar } from '../../sign-in/refusal-bar.tsx'
import { type Refused, useAttempts } from '../../sign-in/use-attempts.ts'

/** Asks for password and code again before something is done. Props: `title`, `children` (what it does), `action`, `danger`, `onProof` (answers the refusal), `onClose`. */
export function ProofDialog({
  title,
  children,
  action,
  danger = false,
  onProof,
  onClose,
}: {
  readonly title: string
  readonly children: ComponentChildren
  readonly action: string
  readonly danger?: boolean
  readonly onProof: (proof: { readonly password: string; readonly code: string }) => Promise<Refused | null>
  readonly onClose: () => void
}) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const attempts = useAttempts<Refused>()
  const prove = async () => {
    // A code works once: after a refusal another one is needed.
    if (await attempts.attempt(() => onProof({ password, code }))) setCode('')
  }
  return (
    <FormDialog
      title={title}
      size="small"
      action={action}
      danger={danger}
      busy={attempts.busy}
      disabled={attempts.seconds > 0}
      onSubmit={() => {
        if (password !== '' && code.trim() !== '') void prove()
      }}
      onClose={onClose}
    >
      <p>{children}</p>
      <RefusalBar attempts={attempts} />
      <TextInput
        label="Password"
        type="password"
        autocomplete="current-password"
        required
        value={password}
        onInput={setPassword}
      />
      <CodeField value={code} onInput={setCode} />
    </FormDialog>
  )
}
