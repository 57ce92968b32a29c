import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Link } from '../components/link.tsx'
import { ProblemBar } from '../components/message-bar.tsx'
import { Skeleton } from '../components/progress.tsx'
import { PageHead } from '../pages/parts/page-head.tsx'
import { matchRoute, type PageProps, place, type Route } from '../router/router.ts'

/** The page of where the window is, loaded when it is first gone to. Props: `routes`. */
export function PageOutlet({ routes }: { readonly routes: readonly Route[] }) {
  const { path, query } = place.value
  const match = matchRoute(routes, path)
  const route = match?.route ?? null
  const [loaded, setLoaded] = useState<{ route: Route; Page: ComponentType<PageProps> } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    setError(null)
    if (!route) return
    document.title = `${route.title} – MoatMetrics`
    let left = false
    route.load().then(
      Page => !left && setLoaded({ route, Page }),
      () =>
        !left &&
        setError(
          new Error(
            'Loading the page: it did not arrive; the server may be out of reach or have been updated. Try again, or reload.',
          ),
        ),
    )
    return () => {
      left = true
    }
  }, [route, attempt])

  // Another page: begin at its top, and say to screen readers where they are.
  useEffect(() => {
    scrollTo(0, 0)
    const heading = document.querySelector<HTMLElement>('main h1')
    if (heading && document.activeElement?.closest('nav')) heading.focus({ preventScroll: true })
  }, [path, loaded])

  if (!match)
    return (
      <div class="page">
        <PageHead title="There is no such page" note={`The address ${path} leads nowhere.`}>
          <Link href="#/overview" button="primary">
            Overview
          </Link>
        </PageHead>
      </div>
    )
  if (error !== null) return <ProblemBar error={error} onRetry={() => setAttempt(attempt + 1)} />
  if (loaded?.route !== route) return <Skeleton height={320} label="Opening the page" />
  const { Page } = loaded!
  return <Page key={path} params={match.params} query={query} />
}
