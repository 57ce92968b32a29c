import type { Dimension } from '../../../server/metrics/metric-query.ts'
import { type Cell, cellOf } from './cell.ts'
import { type Day, earlierOf, firstDayOf, lastDayOf, laterOf, monthOf } from './days.ts'
import { beginningsOf, type FactKind, type Facts, factsOf } from './facts.ts'
import { groupOf, isTime, type Slice, slicesOf } from './grouping.ts'
import type { Value } from './measures.ts'
import { oracleMetrics } from './metrics.ts'
import type { World } from './world.ts'

export interface OracleQuery {
  readonly metrics: readonly string[]
  /** At most one of time. */
  readonly groupBy: readonly Dimension[]
  /** null: ALL, from the first to the last month with an invoice or a time log. */
  readonly period: { readonly from: Day; readonly to: Day } | null
  /** Groups that have a fact only then appear too. */
  readonly comparedWith?: { readonly from: Day; readonly to: Day }
  /** Names; without it, everybody. */
  readonly clients?: readonly string[]
}

interface OracleRow {
  /** In the order of `groupBy`: names in their normal form, people by label, quarters and years by first month. */
  readonly labels: readonly (string | null)[]
  readonly values: readonly Value[]
}

export interface OracleTable {
  readonly from: Day
  readonly to: Day
  readonly rows: readonly OracleRow[]
  readonly totals: readonly Value[]
}

/** What `metrics` must answer, computed the slow way: every cell from its facts, one by one. */
export function oracleTable(world: World, query: OracleQuery): OracleTable {
  const { from, to } = query.period ?? allOf(world)
  const context = { businessDay: earlierOf(to, world.today), today: world.today, beginnings: beginningsOf(world) }
  const spans = [{ from, to }, ...(query.comparedWith ? [query.comparedWith] : [])]
  const all = { from: spans.map(span => span.from).reduce(earlierOf), to: spans.map(span => span.to).reduce(laterOf) }
  const facts = chosen(factsOf(world, all.from, all.to), query.clients)
  const valuesOf = (cell: Cell): Value[] => query.metrics.map(key => oracleMetrics[key]!.value(cell))
  const kinds = [...new Set(query.metrics.flatMap(key => oracleMetrics[key]!.facts))]
  const words = query.groupBy.filter(dimension => !isTime(dimension))
  const time = query.groupBy.find(isTime)
  const slices: Slice[] = time ? slicesOf(time, from, to, world.fiscalYearStart) : [{ label: '', from, to }]

  const rows: OracleRow[] = []
  for (const group of groupsOf(facts, words)) {
    // Words make groups that may be absent; everything together is always there, if only to say that it is nothing.
    const cells = spans.map(span => cellOf(group.facts, span.from, span.to, context))
    const isThere = words.length === 0 || cells.some(cell => kinds.some(kind => cell[kind].length > 0))
    if (!isThere) continue
    for (const slice of slices) {
      const labels = query.groupBy.map(dimension => (isTime(dimension) ? slice.label : group.labels.get(dimension)!))
      rows.push({ labels, values: valuesOf(cellOf(group.facts, slice.from, slice.to, context)) })
    }
  }
  return { from, to, rows, totals: valuesOf(cellOf(facts, from, to, context)) }
}

/** From the first to the last month with an invoice or a time log. */
export function allOf(world: World): { from: Day; to: Day } {
  const days = [...(world.invoices ?? []), ...(world.timeLogs ?? [])].map(row => row.date)
  return { from: firstDayOf(monthOf(days.reduce(earlierOf))), to: lastDayOf(monthOf(days.reduce(laterOf))) }
}

const mapped = (facts: Facts, keep: (fact: Facts[FactKind][number]) => boolean): Facts => ({
  invoices: facts.invoices.filter(keep),
  time: facts.time.filter(keep),
  capacity: facts.capacity.filter(keep),
  licenses: facts.licenses.filter(keep),
})

const chosen = (facts: Facts, clients: readonly string[] | undefined): Facts =>
  clients ? mapped(facts, fact => 'client' in fact && fact.client !== null && clients.includes(fact.client)) : facts

interface Group {
  readonly labels: ReadonlyMap<Dimension, string | null>
  readonly facts: Facts
}

/** Every combination of words that some fact has, blanks being groups of their own. */
function groupsOf(facts: Facts, words: readonly Dimension[]): Group[] {
  const keyOf = (fact: Facts[FactKind][number]): string =>
    JSON.stringify(words.map(word => groupOf(fact, word)?.key ?? null))
  const all = [...facts.invoices, ...facts.time, ...facts.capacity, ...facts.licenses]
  if (words.length === 0) return [{ labels: new Map(), facts }]
  const examples = new Map(all.map(fact => [keyOf(fact), fact]))
  return [...examples].map(([key, example]) => ({
    labels: new Map(words.map(word => [word, groupOf(example, word)?.label ?? null])),
    facts: mapped(facts, fact => keyOf(fact) === key),
  }))
}
