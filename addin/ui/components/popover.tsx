import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Button, type ButtonProps } from './button.tsx'
import './popover.css'

/**
 * A button that opens a small panel beside it; Esc, the button and a click elsewhere close it, focus returns.
 * Props: `label` (of the panel), `button` (props of its Button, children included), `children(close)`, `align`.
 */
export function Popover({
  label,
  button,
  children,
  align = 'start',
  role = 'dialog',
}: {
  readonly label: string
  readonly button: ButtonProps
  readonly children: (close: () => void) => ComponentChildren
  readonly align?: 'start' | 'end'
  readonly role?: 'dialog' | 'menu'
}) {
  const id = useId()
  /** 0 while closed; another number each time it opens, as closing and opening at once may be told as one event. */
  const [opening, setOpening] = useState(0)
  const open = opening > 0
  const anchor = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const close = () => {
    panel.current?.hidePopover()
    anchor.current?.focus()
  }
  useEffect(() => {
    if (opening === 0 || !panel.current || !anchor.current) return
    place(panel.current, anchor.current, align)
    const first = panel.current.querySelector<HTMLElement>('[autofocus], button, a, input, select, [tabindex="0"]')
    ;(first ?? panel.current).focus()
    const replace = () => panel.current && anchor.current && place(panel.current, anchor.current, align)
    addEventListener('scroll', replace, { passive: true, capture: true })
    addEventListener('resize', replace)
    return () => {
      removeEventListener('scroll', replace, { capture: true })
      removeEventListener('resize', replace)
    }
  }, [opening, align])
  return (
    <>
      <Button {...button} ref={anchor} aria-haspopup={role} aria-expanded={open} popovertarget={id} />
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role={role}
        aria-label={label}
        tabIndex={-1}
        class="popover"
        onToggle={event => setOpening(before => (event.newState === 'open' ? before + 1 : 0))}
      >
        {open && children(close)}
      </div>
    </>
  )
}

/** Puts the panel below the anchor, or above it where that has more room; always within the window. */
function place(panel: HTMLElement, anchor: HTMLElement, align: 'start' | 'end'): void {
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const below = at.bottom + 4
  const top = below + height > innerHeight - 8 && at.top - height - 4 > 8 ? at.top - height - 4 : below
  const left = align === 'start' ? at.left : at.right - width
  panel.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`
  panel.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`
}
