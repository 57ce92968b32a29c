import { useRef } from 'preact/hooks'
import { Icon } from '../icons/icon.tsx'
import { checkIcon } from '../icons/icons.ts'
import type { ButtonProps } from './button.tsx'
import { Popover } from './popover.tsx'

export interface MenuItem {
  readonly key: string
  readonly label: string
  readonly icon?: string
  readonly onSelect: () => void
  readonly disabled?: boolean
  /** Of items that are chosen among others: which one it is. */
  readonly checked?: boolean
}

/** A button with a list of things to do. Props: `label`, `button` (props of its Button), `items`, `align`. Arrow keys move. */
export function Menu({
  label,
  button,
  items,
  align = 'end',
}: {
  readonly label: string
  readonly button: ButtonProps
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'end'
}) {
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const entries = [...(list.current?.querySelectorAll<HTMLButtonElement>('.menu-item:not(:disabled)') ?? [])]
    const at = entries.indexOf(document.activeElement as HTMLButtonElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    entries[(to + entries.length) % entries.length]?.focus()
  }
  return (
    <Popover label={label} button={button} align={align} role="menu">
      {close => (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys of the menu around it, which has the role
        <div class="menu" ref={list} role="presentation" onKeyDown={move}>
          {items.map(item => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: only items that are chosen among others have it, and the role for it
            <button
              key={item.key}
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              class="menu-item"
              disabled={item.disabled ?? false}
              onClick={() => {
                close()
                item.onSelect()
              }}
            >
              {item.checked !== undefined && <span class="menu-check">{item.checked && <Icon of={checkIcon} />}</span>}
              {item.icon && <Icon of={item.icon} />}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </Popover>
  )
}
