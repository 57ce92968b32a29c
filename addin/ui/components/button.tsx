import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact'
import { Icon } from '../icons/icon.tsx'
import './button.css'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'size' | 'icon' | 'ref'> {
  readonly children?: ComponentChildren
  /** primary: the one thing to do here; danger: what cannot be taken back. */
  readonly kind?: 'primary' | 'secondary' | 'subtle' | 'danger'
  readonly size?: 'medium' | 'small'
  /** A drawing of `icons.ts`, before the words. */
  readonly icon?: string
  /** Works: shows so, and does nothing when pressed. */
  readonly busy?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with words. Any attribute of `<button>` besides: onClick, disabled, aria-*, type ("button" unless said). */
export function Button({ kind = 'secondary', size = 'medium', icon, busy = false, children, ...rest }: ButtonProps) {
  const { onClick, ...attributes } = rest
  return (
    <button
      type="button"
      {...attributes}
      class={`button button-${kind} button-${size} ${rest.class ?? ''}`}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={busy ? event => event.preventDefault() : onClick}
    >
      {busy ? <span class="button-spinner" aria-hidden="true" /> : icon && <Icon of={icon} />}
      {children}
    </button>
  )
}

/** A button with a picture only; `label` is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  ...rest
}: Omit<ButtonProps, 'children' | 'icon'> & { readonly label: string; readonly icon: string }) {
  return (
    <Button
      kind="subtle"
      {...rest}
      class={`button-icon ${rest.class ?? ''}`}
      aria-label={label}
      title={label}
      icon={icon}
    />
  )
}
