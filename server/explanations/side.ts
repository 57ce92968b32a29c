import { isoOfDay } from '../analytics/calendar.ts'
import { type Exact, exact, none, over, plus, times } from '../analytics/exact.ts'
import { BadInput } from '../errors.ts'
import type { Catalogue, Metric } from '../metrics/catalogue/catalogue.ts'
import type { Period } from '../metrics/metric-table.ts'
import type { GroupDimension } from '../metrics/names/dimension-members.ts'
import type { Cells } from '../metrics/plan/cells.ts'
import { levelMonths, measureSum } from '../metrics/plan/measure-sum.ts'
import { CellValue, type ProvenAnswer } from '../metrics/results/cell-value.ts'
import { TableRow } from '../metrics/results/table-row.ts'

/** Measures of something, by their keys. */
export interface Measured {
  /** What its rows add up to, 0 without any; seats as seat-months. */
  readonly sum: (measure: string) => Exact
  /** Its rows behind a measure. */
  readonly rows: (measure: string) => number
}

/** A client, product, … of a side. */
export interface SideMember extends Measured {
  readonly key: string | null
  readonly label: string
  /** The metric of the member by itself. */
  readonly value: Exact | null
}

/** One of the two things that are compared. */
export interface Side extends Measured {
  readonly period: Period
  /** The metric; null: not known or not defined. */
  readonly value: Exact | null
  /** A measure as it is shown: null where it is not known. */
  readonly measure: (measure: string) => Exact | null
  /** By what a sum is divided to give the measure as it is shown: the months, for seats. */
  readonly months: (measure: string) => number
  /** Those with rows, where they are told apart; by key, '' for the blank. */
  readonly members: ReadonlyMap<string, SideMember>
  /** The value with its proof; null where it is no value of the data. */
  readonly proof: CellValue | null
}

/**
 * The side that an answer to a metric query is, its members by the dimension it is grouped by. Explained is what the
 * data says, whatever a person put in its place. Throws BadInput (NOT_EXPLAINED) where the viewer is not shown it, as
 * drivers would give it away.
 * @param hidden given, it gets the keys of members that the viewer is not shown, instead of the error
 */
export function sideOfAnswer(answer: ProvenAnswer, catalogue: Catalogue, metric: Metric, hidden?: Set<string>): Side {
  const { side, period, evaluators, plan } = answer
  const find = (key: string) => catalogue.find(key)!
  const dimension = plan.groupDimensions[0]
  const proof = new CellValue(answer, metric, 'total', 0)
  checkShown(proof)
  return {
    ...measured(side.total, 0, catalogue),
    period: { from: isoOfDay(period.from), to: isoOfDay(period.to), label: period.label },
    value: proof.exactComputedValue,
    measure: key => evaluators.of(find(key))(side.total, 0),
    months: key => levelMonths(find(key).measures[0]!, side.total, 0),
    members: dimension ? membersOf(answer, dimension, catalogue, metric, hidden) : new Map(),
    proof,
  }
}

function checkShown({ withheld, metric, status }: CellValue): void {
  if (withheld)
    throw new BadInput(
      `Explaining ${metric.key}: a result it rests on ${status === 'PENDING_REVIEW' ? 'awaits review' : 'was changed or withheld in review'}; ask again once it is published, or ask for a longer period`,
      'NOT_EXPLAINED',
    )
}

function measured(cells: Cells, cell: number, catalogue: Catalogue): Measured {
  const measureOf = (key: string) => catalogue.find(key)!.measures[0]!
  return {
    sum: key => measureSum(measureOf(key), cells, cell),
    rows: key => cells.grid.sums(measureOf(key).fact).count('rows', cell),
  }
}

function membersOf(
  answer: ProvenAnswer,
  dimension: GroupDimension,
  catalogue: Catalogue,
  metric: Metric,
  hidden: Set<string> | undefined,
): Map<string, SideMember> {
  const { table } = answer.side
  const members = new Map<string, SideMember>()
  for (let cell = 0; cell < table.grid.groups.count; cell++) {
    if (!metric.measures.some(({ fact }) => table.grid.sums(fact).count('rows', cell) > 0)) continue
    const row = new TableRow(answer, cell)
    const { key, label } = row.member(dimension)
    if (hidden && row.valueOf(metric).withheld) hidden.add(key ?? '')
    else checkShown(row.valueOf(metric))
    const { sum, rows } = measured(table, cell, catalogue)
    members.set(key ?? '', {
      key,
      label,
      sum,
      rows,
      get value() {
        return row.valueOf(metric).exactComputedValue
      },
    })
  }
  return members
}

/** Everything times a factor: the same business at another size. */
export function scaledSide(side: Side, factor: Exact, value: Exact | null): Side {
  const scaled = (amount: Exact | null) => amount && times(amount, factor)
  return {
    ...side,
    value,
    sum: key => times(side.sum(key), factor),
    measure: key => scaled(side.measure(key)),
    members: new Map(),
  }
}

/** Several members as one side: their sums added up. */
export function pooledSide(
  of: Side,
  members: readonly SideMember[],
  value: (read: (measure: string) => Exact) => Exact | null,
): Side {
  const known = new Map<string, Exact>()
  const sum = (key: string): Exact => {
    let found = known.get(key)
    if (found === undefined) {
      found = members.reduce((all, member) => plus(all, member.sum(key)), none)
      known.set(key, found)
    }
    return found
  }
  const measure = (key: string): Exact => over(sum(key), exact(of.months(key)))!
  return {
    ...of,
    sum,
    measure,
    rows: key => members.reduce((rows, member) => rows + member.rows(key), 0),
    value: value(measure),
    members: new Map(),
  }
}

/** A side that somebody stated, without rows. */
export const statedSide = (like: Side, read: (measure: string) => Exact | undefined): Side => ({
  ...like,
  value: null,
  measure: key => read(key) ?? null,
  sum: key => read(key) ?? none,
  months: () => 1,
  rows: () => 0,
  members: new Map(),
  proof: null,
})
