import { signal } from '@preact/signals'
import { closeIcon } from '../icons/icons.ts'
import { IconButton } from './button.tsx'
import './toast.css'

interface Toast {
  readonly id: number
  readonly text: string
}

const toasts = signal<readonly Toast[]>([])
let last = 0
/** How long one is seen, in milliseconds; it also stays readable by whoever has the page read out. */
const SEEN_FOR = 6_000

/** Says that something was done: shown for a while, read out by screen readers. */
export function toast(text: string): void {
  const id = ++last
  toasts.value = [...toasts.value, { id, text }]
  setTimeout(() => dismiss(id), SEEN_FOR)
}

const dismiss = (id: number): void => {
  toasts.value = toasts.value.filter(each => each.id !== id)
}

/** Where toasts appear; once on a page. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text }) => (
        <div class="toast" key={id}>
          <span>{text}</span>
          <IconButton size="small" label="Dismiss" icon={closeIcon} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  )
}
