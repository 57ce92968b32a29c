import type { FactName } from '../catalogue/facts.ts'
import type { Breakdown } from '../expressions/expression.ts'
import { Grid } from '../grid/grid.ts'
import type { GroupIndex } from '../grid/group-index.ts'
import type { Members } from '../names/member.ts'
import { previousSpan } from '../periods/baseline-span.ts'
import { type DaySpan, isSameSpan, wholeMonthsOf } from '../periods/day-span.ts'
import { timeBuckets } from '../periods/time-buckets.ts'

/** What values depend on besides the sums. */
export interface Setting {
  /** Places of the base currency's minor unit. */
  readonly digits: number
  /** The first day a fact's dataset covers; null: it was never uploaded. Before it, nothing is known. */
  readonly firstDay: ReadonlyMap<FactName, number | null>
  readonly today: number
}

/** A grid and the smaller cells that formulas look into. */
export interface Cells {
  readonly setting: Setting
  readonly grid: Grid
  /** Months of each window; `from` and `to` are positions among the windows of its grid, `to` excluded. */
  readonly months: { readonly cells: Cells; readonly ranges: readonly { from: number; to: number }[] } | null
  readonly clients: { readonly cells: Cells } | null
  /** The same length of time before each window. */
  readonly previous: { readonly cells: Cells } | null
}

export function cellsOf(
  dimensions: readonly Members[],
  windows: readonly DaySpan[],
  breakdowns: ReadonlySet<Breakdown>,
  clients: Members,
  setting: Setting,
  groups?: GroupIndex,
): Cells {
  const grid = new Grid(dimensions, windows, groups)
  const plain = (inner: Grid): Cells => ({ setting, grid: inner, months: null, clients: null, previous: null })
  const monthly = windows.map(window => timeBuckets(window, ['MONTH'], 1))
  let next = 0
  return {
    setting,
    grid,
    months: breakdowns.has('MONTHS')
      ? {
          cells: plain(new Grid(dimensions, monthly.flat(), grid.groups)),
          ranges: monthly.map(({ length }) => {
            next += length
            return { from: next - length, to: next }
          }),
        }
      : null,
    clients: breakdowns.has('CLIENTS') ? { cells: plain(new Grid([...dimensions, clients], windows)) } : null,
    previous: breakdowns.has('PREVIOUS') ? { cells: plain(new Grid(dimensions, windows.map(previousSpan))) } : null,
  }
}

/** The same group and window in another grid of the same dimensions and windows; undefined: nothing is there. */
export function sameCell(from: Grid, cell: number, to: Grid): number | undefined {
  const group = to.groups.find(from.groups.membersOf(Math.floor(cell / from.windows.length)))
  return group === undefined ? undefined : group * to.windows.length + (cell % from.windows.length)
}

/** The cells of all clients within a cell. */
export function clientCells(cells: Cells, cell: number): number[] {
  const inner = cells.clients?.cells.grid
  if (!inner) return []
  const width = cells.grid.windows.length
  const members = cells.grid.groups.membersOf(Math.floor(cell / width))
  return (
    groupsByPrefix(inner, members.length)
      .get(members.join())
      ?.map(group => group * width + (cell % width)) ?? []
  )
}

const prefixes = new WeakMap<Grid, { readonly count: number; readonly groups: Map<string, number[]> }>()

function groupsByPrefix(grid: Grid, length: number): Map<string, number[]> {
  const known = prefixes.get(grid)
  if (known?.count === grid.groups.count) return known.groups
  const groups = Map.groupBy(
    Array.from({ length: grid.groups.count }, (_, group) => group),
    group => grid.groups.membersOf(group).slice(0, length).join(),
  )
  prefixes.set(grid, { count: grid.groups.count, groups })
  return groups
}

/** The months of a cell that are whole and over, in order. */
export function completeMonths(cells: Cells, cell: number): number[] {
  if (!cells.months) return []
  const { grid } = cells.months.cells
  const range = cells.months.ranges[cell % cells.grid.windows.length]!
  const group = Math.floor(cell / cells.grid.windows.length)
  const complete: number[] = []
  for (let window = range.from; window < range.to; window++) {
    const span = grid.windows[window]!
    if (isSameSpan(span, wholeMonthsOf(span)) && span.to < cells.setting.today)
      complete.push(group * grid.windows.length + window)
  }
  return complete
}
