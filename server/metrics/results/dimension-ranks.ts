import type { Dimension } from '../metric-query.ts'
import type { Members } from '../names/member.ts'
import { isTimeDimension } from '../periods/time-buckets.ts'
import type { ProvenAnswer } from './cell-value.ts'

interface Ranks {
  /** The place of a cell's member among all members; null for a blank. */
  readonly of: (cell: number) => number | null
  /** Ranks are whole numbers below it. */
  readonly size: number
}

/** Where cells stand by a dimension: by the name of their member as people read it, then by its key. */
export function dimensionRanks(answer: ProvenAnswer, dimension: Dimension): Ranks {
  const { plan, buckets, members, side } = answer
  const width = buckets.length
  if (isTimeDimension(dimension)) {
    const position = plan.timeDimensions.indexOf(dimension)
    const firsts = new Map<string, number>()
    // Steps run forward in time, so the first step of a key is its place.
    const ranks = buckets.map(({ keys }, index) => {
      const key = keys[position]!
      if (!firsts.has(key)) firsts.set(key, index)
      return firsts.get(key)!
    })
    return { of: cell => ranks[cell % width]!, size: width }
  }
  const ranks = ranksOf(members.get(dimension)!)
  const { groups } = side.table.grid
  const position = plan.groupDimensions.indexOf(dimension)
  return { of: cell => ranks[groups.memberOf(Math.floor(cell / width), position)]!, size: ranks.length }
}

const known = new WeakMap<Members, readonly (number | null)[]>()

/** The rank of each member; a blank has none. Worked out again only where members came up since. */
function ranksOf(members: Members): readonly (number | null)[] {
  const { all } = members
  const made = known.get(members)
  if (made?.length === all.length) return made
  const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const order = [...all.keys()].sort(
    (a, b) => before(all[a]!.sort, all[b]!.sort) || before(all[a]!.key ?? '', all[b]!.key ?? ''),
  )
  const ranks = new Array<number | null>(all.length)
  for (const [rank, number] of order.entries()) ranks[number] = all[number]!.key === null ? null : rank
  known.set(members, ranks)
  return ranks
}
