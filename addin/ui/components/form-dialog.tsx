import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Button } from './button.tsx'
import { Dialog, type DialogProps } from './dialog.tsx'

/** A dialog of fields, sent by its button or Enter. Props: those of Dialog, `action` (the button), `danger`, `busy`, `disabled`, `onSubmit`. */
export function FormDialog({
  action,
  danger = false,
  busy,
  disabled,
  onSubmit,
  children,
  ...dialog
}: Omit<DialogProps, 'open' | 'actions'> & {
  readonly action: string
  readonly danger?: boolean
  readonly busy: boolean
  /** Not to be sent as it is. */
  readonly disabled: boolean
  readonly onSubmit: () => void
  readonly children: ComponentChildren
}) {
  const form = useId()
  return (
    <Dialog
      {...dialog}
      open
      actions={
        <>
          <Button onClick={dialog.onClose}>Cancel</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" form={form} busy={busy} disabled={disabled}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        class="page-stack"
        onSubmit={event => {
          event.preventDefault()
          if (!busy && !disabled) onSubmit()
        }}
      >
        {children}
      </form>
    </Dialog>
  )
}
