import type { Dimension } from '../metric-query.ts'
import { isTimeDimension } from '../periods/time-buckets.ts'
import type { ProvenAnswer } from './cell-value.ts'

/**
 * The place of a row's member among all members of a dimension, by its name as people read it, then by its key; null
 * for a blank. Members are ranked once, not once a row.
 */
export function memberRanks(answer: ProvenAnswer, dimension: Dimension): (row: { cell: number }) => number | null {
  const { plan, buckets, members, side } = answer
  const width = buckets.length
  if (isTimeDimension(dimension)) {
    const position = plan.timeDimensions.indexOf(dimension)
    const keys = buckets.map(bucket => bucket.keys[position]!)
    // Steps run forward in time, so the first step of a key is its place.
    const ranks = keys.map(key => keys.indexOf(key))
    return row => ranks[row.cell % width]!
  }
  const all = members.get(dimension)!.all
  const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  const order = [...all.keys()].sort(
    (a, b) => before(all[a]!.sort, all[b]!.sort) || before(all[a]!.key ?? '', all[b]!.key ?? ''),
  )
  const ranks = new Float64Array(all.length)
  for (const [rank, number] of order.entries()) ranks[number] = rank
  const { groups } = side.table.grid
  const position = plan.groupDimensions.indexOf(dimension)
  return row => {
    const number = groups.membersOf(Math.floor(row.cell / width))[position]!
    return all[number]!.key === null ? null : ranks[number]!
  }
}
