import type { ComponentChildren } from 'preact'
import { Icon } from '../icons/icon.tsx'
import './empty-state.css'

/** What to say where there is nothing. Props: title, children (why, and what to do), icon, actions. */
export function EmptyState({
  title,
  children,
  icon,
  actions,
}: {
  readonly title: string
  readonly children?: ComponentChildren
  readonly icon?: string
  readonly actions?: ComponentChildren
}) {
  return (
    <div class="empty-state">
      {icon && <Icon of={icon} size={32} />}
      <h3>{title}</h3>
      {children && <div class="quiet">{children}</div>}
      {actions && <div class="empty-actions">{actions}</div>}
    </div>
  )
}
