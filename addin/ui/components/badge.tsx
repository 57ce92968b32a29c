import type { ComponentChildren } from 'preact'
import { closeIcon } from '../icons/icons.ts'
import { IconButton } from './button.tsx'
import './badge.css'

export type Tone = 'neutral' | 'brand' | 'good' | 'warn' | 'bad'

/** A word about something. Props: children, tone. */
export function Badge({ children, tone = 'neutral' }: { readonly children: ComponentChildren; readonly tone?: Tone }) {
  return <span class={`badge badge-${tone}`}>{children}</span>
}

/** A condition or choice that can be taken away. Props: children, onRemove, removeLabel. */
export function Chip({
  children,
  onRemove,
  removeLabel = 'Remove',
}: {
  readonly children: ComponentChildren
  readonly onRemove?: (() => void) | undefined
  readonly removeLabel?: string
}) {
  return (
    <span class="chip">
      {children}
      {onRemove && <IconButton size="small" label={removeLabel} icon={closeIcon} onClick={onRemove} />}
    </span>
  )
}
