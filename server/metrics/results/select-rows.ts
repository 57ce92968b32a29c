import type { Metric } from '../catalogue/catalogue.ts'
import type { MetricQuery } from '../metric-query.ts'
import type { ProvenAnswer } from './cell-value.ts'
import { memberRanks } from './member-ranks.ts'
import type { TableRow } from './table-row.ts'

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

const numberOf = (row: TableRow, metric: Metric, onChange: boolean): number | null =>
  onChange ? row.valueOf(metric).change : row.valueOf(metric).value

/** The rows that meet every condition. */
export function selectedRows(rows: readonly TableRow[], query: MetricQuery, metrics: ReadonlyMap<string, Metric>) {
  const conditions = query.having ?? []
  if (conditions.length === 0) return [...rows]
  return rows.filter(row =>
    conditions.every(condition => meets(numberOf(row, metrics.get(condition.metric)!, condition.onChange), condition)),
  )
}

/**
 * The rows in the order asked for, unknown values and blanks last whichever way; equal ones by their dimensions,
 * ascending: names as people read them, then keys, so that the order never depends on the database.
 */
export function orderedRows(
  rows: readonly TableRow[],
  answer: ProvenAnswer,
  metrics: ReadonlyMap<string, Metric>,
): TableRow[] {
  const { query } = answer.plan
  const sorts = [
    ...(query.orderBy ?? []).map(({ metric, dimension, onChange, direction }) => {
      const down = direction === 'DESC'
      return metric
        ? column(rows, row => numberOf(row, metrics.get(metric)!, onChange), down)
        : column(rows, memberRanks(answer, dimension!), down)
    }),
    ...query.groupBy.map(dimension => column(rows, memberRanks(answer, dimension), false)),
  ]
  const order = [...rows.keys()].sort((a, b) => {
    for (const compare of sorts) {
      const by = compare(a, b)
      if (by !== 0) return by
    }
    return a - b
  })
  return order.map(index => rows[index]!)
}

function column(rows: readonly TableRow[], numberOfRow: (row: TableRow) => number | null, down: boolean) {
  const numbers = rows.map(numberOfRow)
  return (a: number, b: number): number => {
    const [x, y] = [numbers[a]!, numbers[b]!]
    if (x === y) return 0
    if (x === null || y === null) return x === null ? 1 : -1
    return x < y === down ? 1 : -1
  }
}
