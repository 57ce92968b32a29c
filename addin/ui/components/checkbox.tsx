import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './checkbox.css'

interface ChoiceProps {
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

/** A box to tick. Props: label, hint, checked, onChange(checked), disabled. */
export function Checkbox(props: ChoiceProps) {
  return <Choice {...props} kind="checkbox" />
}

/** A setting that holds at once. Props as of Checkbox. */
export function Switch(props: ChoiceProps) {
  return <Choice {...props} kind="switch" />
}

function Choice({ label, hint, checked, onChange, disabled = false, kind }: ChoiceProps & { readonly kind: string }) {
  const id = useId()
  return (
    <div class="choice">
      <input
        type="checkbox"
        {...(kind === 'switch' ? { role: 'switch' as const } : {})}
        class={kind}
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        {hint && (
          <p class="field-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
