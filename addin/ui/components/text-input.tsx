import type { Ref } from 'preact'
import { Field, type FieldProps } from './field.tsx'

export interface TextInputProps extends FieldProps {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'number' | 'date' | 'month'
  /** Makes it a text of several lines, so many at first. */
  readonly lines?: number
  readonly placeholder?: string
  readonly autocomplete?: string
  readonly inputMode?: 'decimal' | 'numeric' | 'email' | 'search'
  readonly min?: string
  readonly max?: string
  readonly step?: string
  readonly maxLength?: number
  readonly disabled?: boolean
  readonly readOnly?: boolean
  readonly ref?: Ref<HTMLInputElement>
  readonly onBlur?: () => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

/** A line (or lines) of text with its label. Props: those of Field; value, onInput(value) and those above. */
export function TextInput(props: TextInputProps) {
  const { label, hint, error, required = false, labelHidden = false, value, onInput, lines, ref, type, ...rest } = props
  return (
    <Field label={label} hint={hint} error={error} required={required} labelHidden={labelHidden}>
      {attributes =>
        lines === undefined ? (
          <input
            {...rest}
            {...attributes}
            {...(ref ? { ref } : {})}
            // The types of Preact tell inputs apart by a fixed type; all of these take the same attributes.
            type={(type ?? 'text') as 'text'}
            class="input"
            value={value}
            onInput={event => onInput(event.currentTarget.value)}
          />
        ) : (
          <textarea
            {...attributes}
            class="input"
            rows={lines}
            value={value}
            placeholder={props.placeholder}
            disabled={props.disabled ?? false}
            onInput={event => onInput(event.currentTarget.value)}
          />
        )
      }
    </Field>
  )
}
