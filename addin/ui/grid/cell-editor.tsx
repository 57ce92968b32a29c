import { useLayoutEffect, useRef } from 'preact/hooks'

/** The box that a cell is typed into. Enter, Tab and leaving keep what stands there; Esc does not. */
export function CellEditor({
  label,
  initial,
  place,
  onDone,
}: {
  readonly label: string
  readonly initial: string
  readonly place: { readonly top: number; readonly left: number; readonly width: number }
  /** Null: cancelled. `move`: where the selection goes next. */
  readonly onDone: (text: string | null, move: 'down' | 'up' | 'right' | 'left' | null) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  // At once: the next key of somebody who types quickly belongs here.
  useLayoutEffect(() => {
    const box = input.current
    box?.focus()
    box?.setSelectionRange(box.value.length, box.value.length)
  }, [])
  const finish: typeof onDone = (text, move) => {
    if (done.current) return
    done.current = true
    onDone(text, move)
  }
  return (
    <input
      ref={input}
      class="grid-editor"
      style={{ top: `${place.top}px`, left: `${place.left}px`, width: `${Math.max(place.width, 120)}px` }}
      aria-label={label}
      value={initial}
      onBlur={event => finish(event.currentTarget.value, null)}
      onKeyDown={event => {
        event.stopPropagation()
        const { value } = event.currentTarget
        if (event.isComposing) return
        if (event.key === 'Escape') finish(null, null)
        else if (event.key === 'Enter') finish(value, event.shiftKey ? 'up' : 'down')
        else if (event.key === 'Tab') finish(value, event.shiftKey ? 'left' : 'right')
        else return
        event.preventDefault()
      }}
      // The grid around it must not take these for cells.
      onCopy={event => event.stopPropagation()}
      onCut={event => event.stopPropagation()}
      onPaste={event => event.stopPropagation()}
    />
  )
}
