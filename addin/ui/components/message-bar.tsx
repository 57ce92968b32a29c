import type { ComponentChildren } from 'preact'
import { type Problem, problemOf } from '../../app/problem.ts'
import { Icon } from '../icons/icon.tsx'
import { checkIcon, closeIcon, errorIcon, infoIcon, warningIcon } from '../icons/icons.ts'
import { Button, IconButton } from './button.tsx'
import './message-bar.css'

const icons = { info: infoIcon, good: checkIcon, warn: warningIcon, bad: errorIcon }

/** Something to know about what is on the page. Props: tone, title, children, actions, onDismiss. */
export function MessageBar({
  tone = 'info',
  title,
  children,
  actions,
  onDismiss,
}: {
  readonly tone?: 'info' | 'good' | 'warn' | 'bad'
  readonly title?: string
  readonly children?: ComponentChildren
  readonly actions?: ComponentChildren
  readonly onDismiss?: () => void
}) {
  return (
    <div class={`message-bar message-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon of={icons[tone]} />
      <div class="message-body">
        {title && <strong>{title}</strong>} {children}
      </div>
      {(actions || onDismiss) && (
        <div class="message-actions">
          {actions}
          {onDismiss && <IconButton size="small" label="Dismiss" icon={closeIcon} onClick={onDismiss} />}
        </div>
      )}
    </div>
  )
}

/** What failed, what to do, and the way to do it. Props: `error` (anything thrown), `onRetry`, `onSignIn`. */
export function ProblemBar({
  error,
  onRetry,
  onSignIn,
}: {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  readonly onSignIn?: (() => void) | undefined
}) {
  const problem: Problem | null = problemOf(error)
  if (!problem) return null
  const remedy =
    problem.remedy === 'retry' && onRetry ? (
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    ) : problem.remedy === 'sign-in' && onSignIn ? (
      <Button size="small" onClick={onSignIn}>
        Sign in
      </Button>
    ) : null
  return (
    <MessageBar tone={problem.kind === 'forbidden' ? 'info' : 'bad'} title={`${problem.title}.`} actions={remedy}>
      {problem.text}
    </MessageBar>
  )
}
