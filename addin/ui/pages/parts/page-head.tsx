import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import './page.css'

/**
 * What a page is, and what governs all of it (its period, say); the title of the window too, so that tabs and history tell
 * one client from another. Props: title, note, children (controls), back (a link above).
 */
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
  useEffect(() => {
    document.title = `${title} – MoatMetrics`
  }, [title])
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
