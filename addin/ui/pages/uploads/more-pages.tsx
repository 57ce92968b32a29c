import { Pager } from '../../components/pager.tsx'

/** Pages of a list by cursor. Props: `page` (of the API), `size`, `cursors` gone through, `onCursors`. */
export function MorePages({
  label,
  size,
  page,
  cursors,
  onCursors,
}: {
  readonly label: string
  readonly size: number
  readonly page: {
    readonly totalCount: number
    readonly nodes: readonly unknown[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
  readonly cursors: readonly string[]
  readonly onCursors: (cursors: readonly string[]) => void
}) {
  const { totalCount, nodes, pageInfo } = page
  if (totalCount <= size && cursors.length === 0) return null
  const { hasNextPage, endCursor } = pageInfo
  return (
    <Pager
      label={label}
      from={cursors.length * size}
      count={nodes.length}
      total={totalCount}
      onPrevious={cursors.length > 0 ? () => onCursors(cursors.slice(0, -1)) : null}
      onNext={hasNextPage && endCursor ? () => onCursors([...cursors, endCursor]) : null}
    />
  )
}
