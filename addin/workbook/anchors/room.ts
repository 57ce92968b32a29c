import { addressOf, overlap, type Rect } from './address.ts'

/** What stands around a table; null: nothing. */
export interface Surroundings {
  /** Everything below the table in its own columns: the smallest rectangle around it. */
  readonly below: Rect | null
  /** In other columns, at or below the first row of `below`: it may line up with it. */
  readonly besideBelow: Rect | null
  /** Other tables that reach below this one in its columns. */
  readonly tablesBelow: readonly Rect[]
}

/**
 * How a table grows by some rows: `free`: into blank cells. `shift`: Excel moves what is below down, in the table's
 * columns, as when a person adds rows. Otherwise a reason why it cannot without harm.
 */
export type Growth = 'free' | 'shift' | { readonly occupied: string }

/** `all` is the table with header and totals, as it is when it is to grow by `count` rows. */
export function growthOf(all: Rect, count: number, around: Surroundings): Growth {
  const needed: Rect = { ...all, row: all.row + all.rowCount, rowCount: count }
  if (count === 0) return 'free'
  if (needed.row + count > 1_048_576)
    return { occupied: `${count} more rows do not fit below it on the sheet. Move it up, or insert it on a new sheet.` }
  const inWay = [around.below, ...around.tablesBelow].find(rect => rect && overlap(needed, rect))
  if (!inWay) return 'free'
  const advice = `Insert at least ${count} rows below the table, or move what is there.`
  if (reachesBeyond(all, around)) return { occupied: `another table is in the way in ${addressOf(inWay)}. ${advice}` }
  if (around.besideBelow)
    return {
      occupied: `${addressOf(inWay)} is in the way, and moving it down would part it from ${addressOf(around.besideBelow)}. ${advice}`,
    }
  return 'shift'
}

/** Whether a table below has columns that this one has not: no cells above it can be shifted up or down. */
export const reachesBeyond = (all: Rect, { tablesBelow }: Surroundings): boolean =>
  tablesBelow.some(rect => rect.column < all.column || rightOf(rect) > rightOf(all))

const rightOf = ({ column, columnCount }: Rect): number => column + columnCount

/** A run of rows, ascending and without gaps. */
export interface Run {
  readonly from: number
  readonly count: number
}

/** [2, 3, 4, 9] → 2…4 and 9, the last first: what is deleted last does not move what is deleted after it. */
export function runsFromBelow(rows: readonly number[]): Run[] {
  const runs: Run[] = []
  for (const row of rows) {
    const last = runs[0]
    if (last && last.from + last.count === row) runs[0] = { ...last, count: last.count + 1 }
    else runs.unshift({ from: row, count: 1 })
  }
  return runs
}
