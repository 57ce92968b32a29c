import type { ComponentChildren } from 'preact'
import { Icon } from '../icons/icon.tsx'
import './button.css'

/** A link; `button` makes it look like one. Props: href, children, button, icon, title, class, label (its name, where the words alone do not say where it leads). */
export function Link({
  href,
  children,
  button,
  icon,
  title,
  label,
  class: className = 'link',
}: {
  readonly href: string
  readonly children: ComponentChildren
  readonly button?: 'primary' | 'secondary' | 'subtle'
  readonly icon?: string
  readonly title?: string
  readonly label?: string
  readonly class?: string
}) {
  return (
    <a
      href={href}
      title={title}
      aria-label={label}
      class={button ? `button button-${button} button-medium` : className}
    >
      {icon && <Icon of={icon} />}
      {children}
    </a>
  )
}
