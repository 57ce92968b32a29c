import { useEffect, useRef } from 'preact/hooks'

export interface MenuItem {
  readonly label: string
  readonly run: () => void
  readonly disabled?: boolean
}

interface Props {
  readonly x: number
  readonly y: number
  readonly items: readonly MenuItem[]
  readonly onClose: () => void
}

export function ContextMenu({ x, y, items, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const box = menu.current
    box?.querySelector('button')?.focus()
    return () => {
      // Whoever had the keyboard has it again, unless a click took it elsewhere.
      const now = document.activeElement
      if ((now === document.body || box?.contains(now)) && before instanceof HTMLElement) before.focus()
    }
  }, [])
  useEffect(() => {
    const outside = (event: Event) => {
      if (!menu.current?.contains(event.target as Node)) onClose()
    }
    addEventListener('pointerdown', outside)
    return () => removeEventListener('pointerdown', outside)
  }, [onClose])
  const move = (step: number) => {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex(button => button.matches(':focus'))
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  const height = items.length * 28 + 12
  return (
    <div
      class="menu"
      role="menu"
      aria-label="What can be done here"
      ref={menu}
      style={{ left: `${Math.min(x, innerWidth - 240)}px`, top: `${Math.max(8, Math.min(y, innerHeight - height))}px` }}
      onKeyDown={event => {
        if (event.key === 'Escape') onClose()
        if (event.key === 'ArrowDown') move(1)
        if (event.key === 'ArrowUp') move(-1)
        event.stopPropagation()
      }}
    >
      {items.map(({ label, run, disabled }) => (
        <button
          type="button"
          role="menuitem"
          key={label}
          disabled={disabled}
          onClick={() => {
            onClose()
            run()
          }}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
