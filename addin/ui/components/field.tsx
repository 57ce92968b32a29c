import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './field.css'

export interface FieldProps {
  readonly label: string
  /** Said below the control, quietly. */
  readonly hint?: ComponentChildren
  /** What is wrong and what to do; announced with the control. */
  readonly error?: string | null | undefined
  readonly required?: boolean
  /** Keeps the label for screen readers only. */
  readonly labelHidden?: boolean
}

/** What a control takes so that its label, hint and error belong to it. */
export interface ControlAttributes {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
  readonly required: boolean
}

/** A label with a control, a hint and an error: `<Field label="Name">{attributes => <input {...attributes} />}</Field>`. */
export function Field({
  label,
  hint,
  error,
  required = false,
  labelHidden = false,
  children,
}: FieldProps & { readonly children: (attributes: ControlAttributes) => ComponentChildren }) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label class={labelHidden ? 'visually-hidden' : 'field-label'} for={id}>
        {label}
      </label>
      {children({
        id,
        required,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? 'true' : undefined,
      })}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
