import type { Metric } from '../catalogue/catalogue.ts'
import { type FactName, facts } from '../catalogue/facts.ts'
import type { AssumptionRule } from '../catalogue/measure.ts'
import type { Assumption } from '../metric-table.ts'
import type { Cells } from '../plan/cells.ts'
import { isCovered } from '../plan/measure-value.ts'
import type { MonthSpan } from '../plan/reading.ts'
import { coverage, coverageSince } from './coverage.ts'

/** What the proof of a value needs to know of the datasets. */
export interface DatasetFacts {
  /** First and last month with an invoice, with a time log. */
  readonly months: { readonly invoices: MonthSpan | null; readonly time: MonthSpan | null }
}

/** The facts that a metric is made of. */
export const factsOf = (metric: Metric): FactName[] => [...new Set(metric.measures.map(measure => measure.fact))]

/** Rows behind a value, of all facts it is made of. */
export const rowCountOf = (metric: Metric, { grid }: Cells, cell: number): number =>
  factsOf(metric).reduce((rows, fact) => rows + grid.sums(fact).count('rows', cell), 0)

/** The rules of a metric's measures that apply in a cell, with the rows they apply to. */
export function appliedRules(
  metric: Metric,
  { grid }: Cells,
  cell: number,
): (AssumptionRule & { fact: FactName; rows: number })[] {
  const found = new Map<string, AssumptionRule & { fact: FactName; rows: number }>()
  for (const { fact, assumptions } of metric.measures)
    for (const rule of assumptions) {
      const rows = grid.sums(fact).count(rule.slot, cell)
      if (rows > 0) found.set(rule.code, { ...rule, fact, rows: Math.max(rows, found.get(rule.code)?.rows ?? 0) })
    }
  return [...found.values()]
}

/** What was assumed or left out, and which data is missing altogether. */
export function assumptionsOf(metric: Metric, cells: Cells, cell: number): Assumption[] {
  const window = cells.grid.windows[cell % cells.grid.windows.length]!
  const missing = [...new Map(metric.measures.map(measure => [measure.fact, measure])).values()].filter(
    measure => !isCovered(measure, cells.setting, window),
  )
  return [
    ...appliedRules(metric, cells, cell).map(({ code, text, rows }) => ({ code, text: text(rows), rowCount: rows })),
    ...missing.map(({ fact, key }) => ({
      code: 'NOT_COVERED',
      text: `No ${facts[fact].dataset.toLowerCase().replace('_', ' ')} are known for this time, so ${key} is unknown`,
      rowCount: 0,
    })),
  ]
}

/** The smallest coverage of the facts behind a value. */
export function coverageOf(metric: Metric, cells: Cells, cell: number, datasets: DatasetFacts): number {
  const { grid, setting } = cells
  const width = grid.windows.length
  const span = grid.windows[cell % width]!
  const shares = factsOf(metric).map(fact => {
    if (fact !== 'invoices' && fact !== 'time') return coverageSince(span, setting.firstDay.get(fact) ?? null)
    const dataset = datasets.months[fact]
    if (!dataset) return 0
    const sums = grid.sums(fact)
    const activity = activityOf(cells, fact, Math.floor(cell / width))
    return coverage({ span, today: setting.today, present: sums.months(cell)?.count ?? 0, activity, dataset })
  })
  return Math.min(...shares)
}

/** First and last month in which a group has rows of a fact, over all windows. */
function activityOf({ grid }: Cells, fact: FactName, group: number): MonthSpan | null {
  const sums = grid.sums(fact)
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let window = 0; window < grid.windows.length; window++) {
    const months = sums.months(group * grid.windows.length + window)
    if (months) [first, last] = [Math.min(first, months.first), Math.max(last, months.last)]
  }
  return last >= first ? { first, last } : null
}
