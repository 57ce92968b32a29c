import type { Page, Slice, SortKey } from '../server/db/keyset.ts'
import { BadInput } from '../server/errors.ts'
import { DEFAULT_PAGE, MAX_PAGE } from './builder.ts'

export interface PageArgs {
  readonly first?: number | null | undefined
  readonly last?: number | null | undefined
  readonly after?: string | null | undefined
  readonly before?: string | null | undefined
}

/** The page that the arguments of a connection ask for. A page larger than allowed is an error, not a shorter page. */
export function pageOf({ first, last, after, before }: PageArgs, keyLength: number): Page {
  const backward = last != null
  if (backward && (first != null || after != null))
    throw new BadInput('Reading a page: give either first and after or last and before')
  if (!backward && before != null) throw new BadInput('Reading a page: before goes with last')
  const size = last ?? first ?? DEFAULT_PAGE
  if (size < 0 || size > MAX_PAGE)
    throw new BadInput(`Reading a page: ${size} rows were asked for; ask for 0 to ${MAX_PAGE} and follow endCursor`)
  const cursor = backward ? before : after
  return { size, backward, from: cursor == null ? null : keyOfCursor(cursor, keyLength) }
}

/** A connection over a slice; `totalCount` is only counted when asked for. */
export function connectionOf<T>(
  { rows, more }: Slice<T>,
  page: Page,
  keyOf: (row: T) => SortKey,
  totalCount: () => number | Promise<number>,
) {
  const edges = rows.map(node => ({ node, cursor: cursorOfKey(keyOf(node)) }))
  return {
    edges,
    totalCount,
    pageInfo: {
      hasNextPage: page.backward ? page.from !== null : more,
      hasPreviousPage: page.backward ? more : page.from !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

const cursorOfKey = (key: SortKey): string => Buffer.from(JSON.stringify(key)).toString('base64url')

function keyOfCursor(cursor: string, length: number): SortKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const parts = Array.isArray(key) ? key : []
    if (parts.length === length && parts.every(part => typeof part === 'string' || Number.isFinite(part))) return parts
  } catch {
    // Not ours: said below.
  }
  throw new BadInput('Reading a page: the cursor does not belong to this list; take one from its edges')
}

/** A connection over a list at hand; its cursors are positions. */
export function listConnectionOf<T>(list: readonly T[], args: PageArgs) {
  const page = pageOf(args, 1)
  const at = Number(page.from?.[0] ?? (page.backward ? list.length : -1))
  const start = page.backward ? Math.max(0, at - page.size) : at + 1
  const end = page.backward ? at : Math.min(list.length, start + page.size)
  const slice = { rows: list.slice(start, end), more: page.backward ? start > 0 : end < list.length }
  return positionedConnectionOf(slice, page, start, list.length)
}

/** A connection over rows whose keys are their positions in the list, the first of them at `start`. */
export function positionedConnectionOf<T>(slice: Slice<T>, page: Page, start: number, totalCount: number) {
  const places = new Map(slice.rows.map((row, index) => [row, start + index]))
  return connectionOf(
    slice,
    page,
    row => [places.get(row) ?? 0],
    () => totalCount,
  )
}
