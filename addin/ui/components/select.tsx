import { Field, type FieldProps } from './field.tsx'

export interface Option<Value extends string = string> {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean
}

/** One of a few, the host's own list. Props: those of Field; `value`, `options`, `onChange(value)`, `disabled`. */
export function Select<Value extends string>({
  value,
  options,
  onChange,
  disabled = false,
  ...field
}: FieldProps & {
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean
}) {
  return (
    <Field {...field}>
      {attributes => (
        <select
          {...attributes}
          class="input"
          value={value}
          disabled={disabled}
          onChange={event => onChange(event.currentTarget.value as Value)}
        >
          {options.map(option => (
            <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
