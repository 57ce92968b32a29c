import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { closeIcon } from '../icons/icons.ts'
import { IconButton } from './button.tsx'
import './dialog.css'

export interface DialogProps {
  readonly title: string
  readonly open: boolean
  /** Esc, the cross, or the scrim of a drawer. */
  readonly onClose: () => void
  readonly children: ComponentChildren
  /** Buttons at its foot, the main one last. */
  readonly actions?: ComponentChildren
  readonly size?: 'small' | 'medium' | 'large'
}

/** A window over the page that keeps the focus. Props: title, open, onClose, children, actions, size. */
export function Dialog(props: DialogProps) {
  return <Modal {...props} kind="dialog" />
}

/** The same from the side, for details beside a list. */
export function Drawer(props: DialogProps) {
  return <Modal {...props} kind="drawer" />
}

function Modal({
  title,
  open,
  onClose,
  children,
  actions,
  size = 'medium',
  kind,
}: DialogProps & { readonly kind: string }) {
  const id = useId()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = element.current
    if (!dialog || !open) return
    const before = document.activeElement
    dialog.showModal()
    return () => {
      dialog.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [open])
  if (!open) return null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same by the browser itself
    <dialog
      ref={element}
      class={`modal ${kind} ${kind}-${size}`}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onClick={event => event.target === element.current && kind === 'drawer' && onClose()}
    >
      <div class="modal-inside">
        <header class="modal-head">
          <h2 id={id}>{title}</h2>
          <IconButton label="Close" icon={closeIcon} onClick={onClose} />
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section class="modal-body" tabIndex={0} aria-labelledby={id}>
          {children}
        </section>
        {actions && <footer class="modal-foot">{actions}</footer>}
      </div>
    </dialog>
  )
}
