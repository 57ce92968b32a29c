import type { Metric } from '../catalogue/catalogue.ts'
import type { MetricQuery } from '../metric-query.ts'
import type { Members } from '../names/member.ts'
import type { Cells } from '../plan/cells.ts'
import { CellValue, type ProvenAnswer, shownNumbers } from './cell-value.ts'
import { dimensionRanks } from './dimension-ranks.ts'
import { type SortColumn, sortedCells } from './sorted-cells.ts'

type Condition = NonNullable<MetricQuery['having']>[number]

/** Whether a number meets a condition; null meets none. */
function meets(value: number | null, { op, value: bound, to }: Omit<Condition, 'metric' | 'onChange'>): boolean {
  if (value === null) return false
  switch (op) {
    case 'GT':
      return value > bound
    case 'GTE':
      return value >= bound
    case 'LT':
      return value < bound
    case 'LTE':
      return value <= bound
    case 'EQ':
      return value === bound
    case 'NEQ':
      return value !== bound
    case 'BETWEEN':
      return value >= bound && value <= (to ?? bound)
  }
}

function numbersOf(answer: ProvenAnswer, metric: Metric, onChange: boolean): (cell: number) => number | null {
  if (!onChange) return shownNumbers(answer, metric).of
  return cell => new CellValue(answer, metric, 'table', cell).change
}

/** The cells whose rows meet every condition. */
export function selectedCells(count: number, answer: ProvenAnswer, metrics: ReadonlyMap<string, Metric>): Int32Array {
  const cells = new Int32Array(count)
  for (let cell = 0; cell < count; cell++) cells[cell] = cell
  const conditions = (answer.plan.query.having ?? []).map(condition => {
    const numbers = numbersOf(answer, metrics.get(condition.metric)!, condition.onChange)
    return (cell: number) => meets(numbers(cell), condition)
  })
  return conditions.length === 0 ? cells : cells.filter(cell => conditions.every(holds => holds(cell)))
}

interface KnownOrder {
  readonly asked: string
  readonly members: readonly Members[]
  readonly cells: Int32Array
}
/** The last order of all rows by dimensions alone: whoever turns the pages of a kept table gets it without sorting. */
const known = new WeakMap<Cells, KnownOrder>()

/**
 * The cells in the order asked for, unknown values and blanks last whichever way; equal ones by their dimensions,
 * ascending: names as people read them, then keys, so that the order never depends on the database.
 */
export function orderedCells(
  cells: Int32Array,
  answer: ProvenAnswer,
  metrics: ReadonlyMap<string, Metric>,
): Int32Array {
  const { having, orderBy = [], groupBy } = answer.plan.query
  // What people decide about values moves rows at any time.
  if (having?.length || orderBy.some(({ metric }) => metric)) return ordered(cells, answer, metrics)
  const { table } = answer.side
  const asked = JSON.stringify([orderBy, groupBy])
  const members = [...answer.members.values()]
  const before = known.get(table)
  const isSame = before?.asked === asked && before.cells.length === cells.length
  if (isSame && before.members.every((each, index) => each === members[index])) return before.cells
  const found = ordered(cells, answer, metrics)
  known.set(table, { asked, members, cells: found })
  return found
}

function ordered(cells: Int32Array, answer: ProvenAnswer, metrics: ReadonlyMap<string, Metric>): Int32Array {
  const { query } = answer.plan
  const asked = (query.orderBy ?? []).map(({ metric, dimension, onChange, direction }): SortColumn => {
    const down = direction === 'DESC'
    if (!metric) return { ...dimensionRanks(answer, dimension!), down }
    return { of: numbersOf(answer, metrics.get(metric)!, onChange), size: null, down }
  })
  const rest = query.groupBy.map(dimension => ({ ...dimensionRanks(answer, dimension), down: false }))
  return sortedCells(cells, [...asked, ...rest])
}
