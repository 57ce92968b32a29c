import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './card.css'

/** A part of a page with a heading. Props: title, children, actions (right of the title), note (below it), flush (no padding). */
export function Card({
  title,
  children,
  actions,
  note,
  flush = false,
}: {
  readonly title: string
  readonly children: ComponentChildren
  readonly actions?: ComponentChildren
  readonly note?: ComponentChildren
  readonly flush?: boolean
}) {
  const id = useId()
  return (
    <section class={flush ? 'card card-flush' : 'card'} aria-labelledby={id}>
      <header class="card-head">
        <div>
          <h2 id={id}>{title}</h2>
          {note && <p class="small quiet">{note}</p>}
        </div>
        {actions && <div class="card-actions">{actions}</div>}
      </header>
      {children}
    </section>
  )
}
