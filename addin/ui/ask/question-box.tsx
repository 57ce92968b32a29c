import type { ComponentChildren, Ref } from 'preact'
import { Button } from '../components/button.tsx'
import { TextInput } from '../components/text-input.tsx'
import './question-box.css'

/** Where a question is typed; Enter asks. Props: label, placeholder, `value`, `onInput`, `onAsk(question)`, busy, hint, children (beside the button). */
export function QuestionBox({
  label,
  labelHidden = false,
  placeholder,
  hint,
  value,
  onInput,
  onAsk,
  busy = false,
  button = 'Ask',
  primary = true,
  input,
  children,
}: {
  readonly label: string
  readonly labelHidden?: boolean
  readonly placeholder: string
  readonly hint?: ComponentChildren
  readonly value: string
  readonly onInput: (value: string) => void
  readonly onAsk: (question: string) => void
  readonly busy?: boolean
  readonly button?: string
  readonly primary?: boolean
  readonly input?: Ref<HTMLInputElement>
  readonly children?: ComponentChildren
}) {
  return (
    <form
      class="question-box"
      onSubmit={event => {
        event.preventDefault()
        if (value.trim() !== '') onAsk(value)
      }}
    >
      <TextInput
        label={label}
        labelHidden={labelHidden}
        hint={hint}
        placeholder={placeholder}
        value={value}
        onInput={onInput}
        autocomplete="off"
        {...(input ? { ref: input } : {})}
      />
      <div class="question-box-buttons">
        <Button kind={primary ? 'primary' : 'secondary'} type="submit" busy={busy}>
          {button}
        </Button>
        {children}
      </div>
    </form>
  )
}
