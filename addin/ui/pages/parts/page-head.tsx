import type { ComponentChildren } from 'preact'
import './page.css'

/** What a page is, and what governs all of it (its period, say). Props: title, note, children (controls), back (a link above). */
export function PageHead({
  title,
  note,
  back,
  children,
}: {
  readonly title: string
  readonly note?: ComponentChildren
  readonly back?: ComponentChildren
  readonly children?: ComponentChildren
}) {
  return (
    <header class="page-head">
      <div>
        {back && <div class="page-back">{back}</div>}
        <h1 tabIndex={-1}>{title}</h1>
        {note && <p class="quiet">{note}</p>}
      </div>
      {children && <div class="page-controls">{children}</div>}
    </header>
  )
}
