import type { Metric } from '../catalogue/catalogue.ts'
import type { Measure } from '../catalogue/measure.ts'
import type { Breakdown } from '../expressions/expression.ts'
import type { RowFilter } from '../filters/row-filter.ts'
import type { Grid } from '../grid/grid.ts'
import type { GroupIndex } from '../grid/group-index.ts'
import type { GroupDimension } from '../names/dimension-members.ts'
import type { Members } from '../names/member.ts'
import type { DaySpan } from '../periods/day-span.ts'
import { type Cells, cellsOf, type Setting } from './cells.ts'
import { type Load, loadFacts } from './load-facts.ts'
import type { Reading } from './reading.ts'

/** One side of a comparison: the asked grain, and the total over all of it. */
export interface Side {
  readonly table: Cells
  readonly total: Cells
}

export interface SideRequest {
  readonly span: DaySpan
  readonly windows: readonly DaySpan[]
  readonly dimensions: readonly GroupDimension[]
  readonly members: ReadonlyMap<GroupDimension, Members>
  /** How clients are told apart where a formula looks into them. */
  readonly clients: Members
  readonly filter: RowFilter
  readonly metrics: readonly Metric[]
  readonly setting: Setting
  /** The groups of the other side, so that both number them alike. */
  readonly groups?: GroupIndex
}

/** Reads all facts of one side, each once. */
export async function readSide(reading: Reading, request: SideRequest): Promise<Side> {
  const { span, windows, dimensions, setting, clients, metrics } = request
  const breakdowns = new Set(metrics.flatMap(metric => [...metric.breakdowns]))
  const members = dimensions.map(dimension => request.members.get(dimension)!)
  const table = cellsOf(members, windows, breakdowns, clients, setting, request.groups)
  const total = cellsOf([], [span], breakdowns, clients, setting)
  for (const load of loadsOf(request, { table, total })) await loadFacts(reading, load)
  return { table, total }
}

/** Grids of the same days are read together. */
function loadsOf({ span, dimensions, filter, metrics }: SideRequest, { table, total }: Side): Load[] {
  const needing = (breakdown: Breakdown): Set<Measure> =>
    new Set(metrics.filter(metric => metric.breakdowns.has(breakdown)).flatMap(metric => metric.measures))
  const present = (...cells: (Cells | undefined)[]): Grid[] => cells.flatMap(cell => (cell ? [cell.grid] : []))
  const clientGrids = present(table.clients?.cells, total.clients?.cells)
  const grids = present(table, table.months?.cells, total.months?.cells)
  const main: Load = {
    span,
    filter,
    grids: [...grids, ...clientGrids],
    total: { grid: total.grid, of: isPartition(table.grid.windows, span) ? table.grid : null },
    dimensions: new Set(clientGrids.length > 0 ? [...dimensions, 'CLIENT' as const] : dimensions),
    measures: new Set(metrics.flatMap(metric => metric.measures)),
  }
  const previous = present(table.previous?.cells, total.previous?.cells).map(
    (grid): Load => ({
      span: {
        from: Math.min(...grid.windows.map(window => window.from)),
        to: Math.max(...grid.windows.map(window => window.to)),
      },
      filter,
      grids: [grid],
      total: null,
      dimensions: new Set(dimensions),
      measures: needing('PREVIOUS'),
    }),
  )
  return [main, ...previous]
}

/** Whether every day of the span is in one window, and in one only. */
const isPartition = (windows: readonly DaySpan[], span: DaySpan): boolean =>
  windows[0]?.from === span.from &&
  windows.at(-1)?.to === span.to &&
  windows.every((window, index) => index === 0 || window.from === windows[index - 1]!.to + 1)
