import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ProblemBar } from '../components/message-bar.tsx'
import { Skeleton } from '../components/progress.tsx'
import { type PaneView, paneView } from './pane-view.ts'

/** Views are read when they are first turned to: who is not signed in needs none. */
const loaders: Readonly<Record<PaneView, () => Promise<ComponentType>>> = {
  home: async () => (await import('./home/home-view.tsx')).HomeView,
  upload: async () => (await import('./upload/upload-view.tsx')).UploadView,
  insert: async () => (await import('./insert/insert-view.tsx')).InsertView,
  explain: async () => (await import('./explain/explain-view.tsx')).ExplainView,
  ask: async () => (await import('./ask/pane-ask-view.tsx')).PaneAskView,
  refresh: async () => (await import('./refresh/refresh-view.tsx')).RefreshView,
  reviews: async () => (await import('./reviews/reviews-view.tsx')).ReviewsView,
  'self-check': async () => (await import('./self-check/self-check-view.tsx')).SelfCheckView,
  settings: async () => (await import('./settings/settings-view.tsx')).SettingsView,
}

const titles: Readonly<Record<PaneView, string>> = {
  home: 'This workbook',
  upload: 'Upload a sheet',
  insert: 'Insert a metric',
  explain: 'Explain a cell',
  ask: 'Ask a question',
  refresh: 'Refresh tables',
  reviews: 'Reviews',
  'self-check': 'Self-check',
  settings: 'Settings and help',
}

/** The view that is turned to, under its title. The title takes the focus, so that readers learn where they are. */
export function ViewOutlet() {
  const view = paneView.value
  const [shown, setShown] = useState<{ view: PaneView; Component: ComponentType } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const turned = useRef(false)

  const load = () => {
    setError(null)
    loaders[view]().then(Component => setShown({ view, Component }), setError)
  }
  useEffect(() => {
    load()
    if (turned.current) title.current?.focus()
    turned.current = true
  }, [view])

  const Component = shown?.view === view ? shown.Component : null
  return (
    <>
      <h1 class="pane-title" ref={title} tabIndex={-1}>
        {titles[view]}
      </h1>
      {error !== null && <ProblemBar error={error} onRetry={load} />}
      {Component ? <Component key={view} /> : error === null && <Skeleton lines={4} />}
    </>
  )
}
