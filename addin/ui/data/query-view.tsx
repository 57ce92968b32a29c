import type { ComponentChildren } from 'preact'
import { ProblemBar } from '../components/message-bar.tsx'
import { Skeleton } from '../components/progress.tsx'
import type { Query } from './use-query.ts'

/**
 * Shows an answer, its place while it is read, and what went wrong. Props: `query` of useQuery, `children(data)`,
 * `height` of the place in pixels. An older answer stays below a problem.
 */
export function QueryView<Result>({
  query,
  children,
  height = 120,
}: {
  readonly query: Query<Result>
  readonly children: (data: Result) => ComponentChildren
  readonly height?: number
}) {
  return (
    <>
      {query.error !== null && <ProblemBar error={query.error} onRetry={query.reload} />}
      {query.data !== null ? children(query.data) : query.loading && <Skeleton height={height} />}
    </>
  )
}
