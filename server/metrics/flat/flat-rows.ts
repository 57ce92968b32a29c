import type { Metric } from '../catalogue/catalogue.ts'
import type { Dimension } from '../metric-query.ts'
import type { FlatRow, FlatRows } from '../metric-table.ts'
import { isTimeDimension } from '../periods/time-buckets.ts'
import { CellValue, type ProvenAnswer, shownNumbers } from '../results/cell-value.ts'
import { flatBytes } from './flat-bytes.ts'
import type { FlatColumn } from './flat-column.ts'

/** Cells as rows of labels of dimensions and numbers, by the keys of the columns. */
export function flatRows(cells: Int32Array, answer: ProvenAnswer): FlatRows {
  let known: readonly FlatColumn[] | null = null
  const columns = (): readonly FlatColumn[] => {
    known ??= columnsOf(answer)
    return known
  }
  const rows = () => cells.values().map(cell => rowOf(columns(), cell))
  return {
    [Symbol.iterator]: rows,
    toJSON: () => [...rows()],
    jsonBytes: () => flatBytes(cells, columns()),
  }
}

function columnsOf(answer: ProvenAnswer): FlatColumn[] {
  const { query, shown } = answer.plan
  return [
    ...query.groupBy.map(dimension => labelColumn(answer, dimension)),
    ...shown.flatMap(metric => numberColumns(answer, metric)),
  ]
}

function rowOf(columns: readonly FlatColumn[], cell: number): FlatRow {
  const row: Record<string, string | number | null> = {}
  for (const column of columns)
    row[column.key] = column.kind === 'LABEL' ? column.labels[column.of(cell)]! : column.of(cell)
  return row
}

function labelColumn({ plan, buckets, side, members }: ProvenAnswer, dimension: Dimension): FlatColumn {
  const key = dimension.toLowerCase()
  const width = buckets.length
  if (isTimeDimension(dimension)) {
    const position = plan.timeDimensions.indexOf(dimension)
    return { kind: 'LABEL', key, labels: buckets.map(({ keys }) => keys[position]!), of: cell => cell % width }
  }
  const { groups } = side.table.grid
  const position = plan.groupDimensions.indexOf(dimension)
  return {
    ...{ kind: 'LABEL', key, labels: members.get(dimension)!.all.map(({ label }) => label) },
    of: cell => groups.memberOf(Math.floor(cell / width), position),
  }
}

function numberColumns(answer: ProvenAnswer, metric: Metric): FlatColumn[] {
  const { key } = metric.definition
  const numbers: FlatColumn = { kind: 'NUMBER', key, ...shownNumbers(answer, metric) }
  if (answer.plan.query.compareTo === undefined) return [numbers]
  let [known, at]: [CellValue | null, number] = [null, -1]
  // The three columns of a row come one after the other: what it is compared with is worked out once.
  const value = (cell: number): CellValue => {
    if (!known || at !== cell) [known, at] = [new CellValue(answer, metric, 'table', cell), cell]
    return known
  }
  const column = (name: string, of: (cell: number) => number | null): FlatColumn => ({
    ...{ kind: 'NUMBER', key: `${key}_${name}`, of, decimal: null },
  })
  return [
    numbers,
    column('baseline', cell => value(cell).baseline),
    column('change', cell => value(cell).change),
    column('change_pct', cell => value(cell).changePct),
  ]
}
