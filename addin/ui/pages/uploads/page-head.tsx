import type { ComponentChildren } from 'preact'
import './page-head.css'

/** The head of a page: what it is, what it is for, and what can be done on all of it. */
export function PageHead({
  title,
  note,
  actions,
  back,
}: {
  readonly title: string
  readonly note?: ComponentChildren
  readonly actions?: ComponentChildren
  readonly back?: { readonly href: string; readonly label: string }
}) {
  return (
    <header class="page-head">
      <div>
        {back && (
          <a class="small link" href={back.href}>
            ← {back.label}
          </a>
        )}
        <h1>{title}</h1>
        {note && <p class="quiet">{note}</p>}
      </div>
      {actions && <div class="page-head-actions">{actions}</div>}
    </header>
  )
}
