import { useEffect, useRef } from 'preact/hooks'
import { TextInput } from '../components/text-input.tsx'

/** The one field for a code of the authenticator app or a backup code. Props: `value`, `onInput`, `focus` when it appears, `onlyApp`. */
export function CodeField({
  value,
  onInput,
  focus = false,
  onlyApp = false,
}: {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly focus?: boolean
  readonly onlyApp?: boolean
}) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focus) input.current?.focus()
  }, [])
  return (
    <TextInput
      label="Code"
      required
      autocomplete="one-time-code"
      {...(onlyApp ? { inputMode: 'numeric' as const } : {})}
      maxLength={100}
      hint={
        onlyApp
          ? 'The six digits that the app shows now.'
          : 'The six digits that your authenticator app shows now, or one of your backup codes.'
      }
      value={value}
      onInput={onInput}
      ref={input}
    />
  )
}
