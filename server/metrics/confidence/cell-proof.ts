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

const known = new WeakMap<Metric, readonly FactName[]>()

/** The facts that a metric is made of: asked for several times for each value of a table. */
export function factsOf(metric: Metric): readonly FactName[] {
  let found = known.get(metric)
  if (!found) {
    found = [...new Set(metric.measures.map(measure => measure.fact))]
    known.set(metric, found)
  }
  return found
}

/** Rows behind a value, of all facts it is made of. */
export function rowCountOf(metric: Metric, { grid }: Cells, cell: number): number {
  let rows = 0
  for (const fact of factsOf(metric)) rows += grid.sums(fact).count('rows', cell)
  return rows
}

export type AppliedRule = AssumptionRule & { fact: FactName; rows: number }

/** The rules of a metric's measures that apply in a cell, with the rows they apply to. */
export function appliedRules(metric: Metric, { grid }: Cells, cell: number): AppliedRule[] {
  // Most values of a table assume nothing.
  let found: Map<string, AppliedRule> | null = null
  for (const { fact, assumptions } of metric.measures)
    for (const rule of assumptions) {
      const rows = grid.sums(fact).count(rule.slot, cell)
      if (rows <= 0) continue
      found ??= new Map()
      found.set(rule.code, { ...rule, fact, rows: Math.max(rows, found.get(rule.code)?.rows ?? 0) })
    }
  return found ? [...found.values()] : []
}

type Measure = Metric['measures'][number]

const measuresOfFacts = new WeakMap<Metric, readonly Measure[]>()

/** One measure of each fact that a metric is made of. */
function measureOfEachFact(metric: Metric): readonly Measure[] {
  let found = measuresOfFacts.get(metric)
  if (!found) {
    found = [...new Map(metric.measures.map(measure => [measure.fact, measure])).values()]
    measuresOfFacts.set(metric, found)
  }
  return found
}

/** What was assumed or left out, and which data is missing altogether. */
export function assumptionsOf(metric: Metric, cells: Cells, cell: number): Assumption[] {
  const window = cells.grid.windows[cell % cells.grid.windows.length]!
  const found = appliedRules(metric, cells, cell).map(
    ({ code, text, rows }): Assumption => ({ code, text: text(rows), rowCount: rows }),
  )
  for (const measure of measureOfEachFact(metric)) {
    if (isCovered(measure, cells.setting, window)) continue
    const { fact, key } = measure
    found.push({
      code: 'NOT_COVERED',
      text: `No ${facts[fact].dataset.toLowerCase().replace('_', ' ')} are known for this time, so ${key} is unknown`,
      rowCount: 0,
    })
  }
  return found
}

/** The smallest coverage of the facts behind a value. */
export function coverageOf(metric: Metric, cells: Cells, cell: number, datasets: DatasetFacts): number {
  let smallest = Number.POSITIVE_INFINITY
  for (const fact of factsOf(metric)) smallest = Math.min(smallest, coverageOfFact(fact, cells, cell, datasets))
  return smallest
}

function coverageOfFact(fact: FactName, cells: Cells, cell: number, datasets: DatasetFacts): number {
  const { grid, setting } = cells
  const width = grid.windows.length
  const span = grid.windows[cell % width]!
  if (fact !== 'invoices' && fact !== 'time') return coverageSince(span, setting.firstDay.get(fact) ?? null)
  const dataset = datasets.months[fact]
  if (!dataset) return 0
  const present = grid.sums(fact).monthCount(cell)
  const activity = activityOf(cells, fact, Math.floor(cell / width))
  return coverage({ span, today: setting.today, present, activity, dataset })
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
