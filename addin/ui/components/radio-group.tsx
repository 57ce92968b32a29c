import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './checkbox.css'
import './radio-group.css'

export interface RadioOption<Value extends string> {
  readonly value: Value
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  readonly disabled?: boolean
}

/** One of a few, all in sight. Props: label, options, value, onChange(value), `inline` for a row. */
export function RadioGroup<Value extends string>({
  label,
  options,
  value,
  onChange,
  inline = false,
}: {
  readonly label: string
  readonly options: readonly RadioOption<Value>[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly inline?: boolean
}) {
  const name = useId()
  return (
    <fieldset class={`radio-group ${inline ? 'radio-inline' : ''}`}>
      <legend class="field-label">{label}</legend>
      {options.map(option => (
        <div class="choice" key={option.value}>
          <input
            type="radio"
            id={`${name}-${option.value}`}
            name={name}
            checked={option.value === value}
            disabled={option.disabled ?? false}
            aria-describedby={option.hint ? `${name}-${option.value}-hint` : undefined}
            onChange={() => onChange(option.value)}
          />
          <div>
            <label for={`${name}-${option.value}`}>{option.label}</label>
            {option.hint && (
              <p class="field-hint" id={`${name}-${option.value}-hint`}>
                {option.hint}
              </p>
            )}
          </div>
        </div>
      ))}
    </fieldset>
  )
}
