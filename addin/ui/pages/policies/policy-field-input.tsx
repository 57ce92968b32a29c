import { Checkbox, Switch } from '../../components/checkbox.tsx'
import { TextInput } from '../../components/text-input.tsx'
import type { PolicyField } from './policy-fields.ts'

const roles = ['OWNER', 'ADMIN', 'MANAGER', 'ANALYST', 'VIEWER']

/** A field of a policy. Props: `field`, `value` (of the policy), `onChange`. An optional number left blank goes away. */
export function PolicyFieldInput({
  field: { kind, label, hint, optional = false, path },
  value,
  onChange,
}: {
  readonly field: PolicyField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}) {
  if (kind === 'switch') return <Switch label={label} checked={value === true} onChange={onChange} />
  if (kind === 'roles') {
    const chosen = Array.isArray(value) ? value.map(String) : []
    return (
      <fieldset>
        <legend class="field-label">{label}</legend>
        {roles.map(role => (
          <Checkbox
            key={role}
            label={role.charAt(0) + role.slice(1).toLowerCase()}
            checked={chosen.includes(role)}
            onChange={on => onChange(roles.filter(each => (each === role ? on : chosen.includes(each))))}
          />
        ))}
      </fieldset>
    )
  }
  const factor = kind === 'share' ? 100 : 1
  const shown = typeof value === 'number' ? String(Number((value * factor).toFixed(4))) : ''
  // Datasets that are not named have no rule; elsewhere null says so.
  const nothing = path.length > 1 ? undefined : null
  return (
    <TextInput
      label={label}
      hint={hint}
      type="number"
      min="0"
      step="any"
      value={shown}
      onInput={text => {
        if (text === '') {
          if (optional) onChange(nothing)
        } else onChange(Number(text) / factor)
      }}
    />
  )
}
