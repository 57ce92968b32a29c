import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ProblemBar } from '../components/message-bar.tsx'
import { Spinner } from '../components/progress.tsx'

/** A page of its own that is loaded when it is needed. Props: `load` (read once), `props` of the page. */
export function Lazy<Props extends object>({
  load,
  props,
}: {
  readonly load: () => Promise<ComponentType<Props>>
  readonly props: Props
}) {
  const [loaded, setLoaded] = useState<{ readonly Page: ComponentType<Props> } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const begin = () => {
    setError(null)
    load().then(
      Page => setLoaded({ Page }),
      () => setError(new Error('Loading the page: it did not arrive; the server may be out of reach. Try again.')),
    )
  }
  useEffect(begin, [])
  if (loaded) return <loaded.Page {...props} />
  return (
    <main class="shell-alone">
      {error === null ? <Spinner label="Opening MoatMetrics" /> : <ProblemBar error={error} onRetry={begin} />}
    </main>
  )
}
