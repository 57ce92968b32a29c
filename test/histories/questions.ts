import type { MetricTable } from '../../server/metrics/metric-table.ts'
import { groupings, metricsFor } from '../metrics/oracle/compare-with-oracle.ts'
import { dayAfter, firstDayOf, lastDayOf, monthAfter, monthOf, monthsFrom } from '../metrics/oracle/days.ts'
import { doubleOf } from '../metrics/oracle/fraction.ts'
import { isTime } from '../metrics/oracle/grouping.ts'
import { sameName } from '../metrics/oracle/names.ts'
import { type OracleQuery, type OracleTable, oracleTable } from '../metrics/oracle/oracle.ts'
import type { Chance } from '../metrics/oracle/random.ts'
import { tableDifferences } from '../metrics/oracle/table-differences.ts'
import type { World, WorldClient } from '../metrics/oracle/world.ts'

type Days = NonNullable<OracleQuery['period']>

/** A table that is asked for. With `compared`, each value beside that of the months before. */
export interface TableQuestion {
  readonly metrics: readonly string[]
  readonly groupBy: OracleQuery['groupBy']
  readonly period: Days
  readonly clients: readonly string[] | null
  readonly compared: Days | null
  /** Only rows whose first metric is above it. */
  readonly above: number | null
  /** Whether the largest of the first metric come first. */
  readonly ordered: boolean
}

/** Everybody's hours of the year: erased people are known by no other name. */
export const everybody: TableQuestion = {
  ...{ metrics: ['hours', 'labour_cost'], groupBy: ['STAFF'], period: { from: '2025-01-01', to: '2025-12-31' } },
  ...{ clients: null, compared: null, above: null, ordered: true },
}

const FIRST_MONTH = '2025-01'

/** Some metrics by some grouping, over months, days that cut months, or months before or behind all data. */
export function tableQuestion(chance: Chance, names: readonly string[]): TableQuestion {
  const groupBy = chance.pick(groupings)
  const all = metricsFor(groupBy)
  const metrics = [...new Set(Array.from({ length: chance.between(1, 8) }, () => chance.pick(all)))]
  const period = periodOf(chance)
  const isByClient = metrics.every(key => metricsFor(['CLIENT']).includes(key))
  const canCompare = !groupBy.some(isTime) && period.from.endsWith('-01')
  return {
    ...{ metrics, groupBy, period },
    clients: isByClient ? chance.maybe(55, [chance.pick(names), names[0]!]) : null,
    compared: canCompare ? chance.maybe(50, monthsBefore(period)) : null,
    above: chance.maybe(75, chance.pick([0, 10, 1000])),
    ordered: chance.percent(30),
  }
}

function periodOf(chance: Chance): Days {
  const month = monthAfter(FIRST_MONTH, chance.between(-1, 13))
  if (chance.percent(30)) {
    const day = dayAfter(firstDayOf(month), chance.between(1, 27))
    return { from: day, to: dayAfter(day, chance.between(0, 80)) }
  }
  return { from: firstDayOf(month), to: lastDayOf(monthAfter(month, chance.between(0, 8))) }
}

function monthsBefore({ from, to }: Days): Days {
  const count = monthsFrom(monthOf(from), monthOf(to)).length
  return { from: firstDayOf(monthAfter(monthOf(from), -count)), to: dayAfter(from, -1) }
}

export const tableDocument = `query ($query: MetricQuery!) {
  metrics(query: $query) {
    totalCount period { from to }
    rows { dimensions { key label } values { value exact baseline } }
    totals { values { value exact baseline } } flatRows
  }
}`

/** What to ask the product. `asOf`: the id of a version; null: as it stands. */
export const tableInput = (
  { metrics, groupBy, period, clients, compared, above, ordered }: TableQuestion,
  asOf: string | null,
) => ({
  query: {
    ...{ metrics, groupBy, period: { between: period }, first: 100_000 },
    ...(clients && { where: { clients } }),
    ...(compared && { compareTo: 'PREVIOUS_PERIOD' }),
    ...(ordered && { orderBy: [{ metric: metrics[0], direction: 'DESC' }] }),
    ...(above !== null && { having: [{ metric: metrics[0], op: 'GT', value: above }] }),
    ...(asOf !== null && { asOf: { snapshot: asOf } }),
  },
})

/** Where an answer of the product is another one than what the rows of the world add up to. */
export function differencesOf(answer: unknown, question: TableQuestion, world: World): string[] {
  const table = (answer as { metrics: MetricTable }).metrics
  const { metrics, groupBy, period, clients, compared } = question
  const query: OracleQuery = { metrics, groupBy, period, ...(clients && { clients }) }
  const expected = oracleTable(world, { ...query, ...(compared && { comparedWith: compared }) })
  const differences = [
    ...tableDifferences(query, table, onlyAbove(expected, question.above)),
    ...(question.ordered ? orderDifferences(table) : []),
    ...flatDifferences(question, answer),
  ]
  if (!compared) return differences
  const before = oracleTable(world, { ...query, period: compared, comparedWith: period })
  return [...differences, ...baselineDifferences(question, table, before)]
}

function onlyAbove(table: OracleTable, above: number | null): OracleTable {
  if (above === null) return table
  const isAbove = (value: OracleTable['totals'][number] | undefined) => value != null && doubleOf(value) > above
  return { ...table, rows: table.rows.filter(({ values }) => isAbove(values[0])) }
}

/** Rows that stand before a larger one; those without a value come last. */
const orderDifferences = ({ rows }: MetricTable): string[] =>
  rows.flatMap((row, index) => {
    const [before, here] = [rows[index - 1]?.values[0]?.value ?? null, row.values[0]!.value]
    const stands = index === 0 || here === null || (before !== null && before >= here)
    return stands ? [] : [`row ${index}: ${here} behind ${before}`]
  })

/** The plain objects of a table say what its rows say. */
function flatDifferences({ metrics }: TableQuestion, answer: unknown): string[] {
  const { rows, flatRows } = (answer as { metrics: MetricTable & { flatRows: Record<string, unknown>[] } }).metrics
  if (flatRows.length !== rows.length) return [`${flatRows.length} flat rows`]
  return rows.flatMap((row, index) =>
    metrics.flatMap((metric, at) => {
      const [flat, value] = [flatRows[index]![metric], row.values[at]!.value]
      return flat === value ? [] : [`${metric} of flat row ${index}: ${flat}, not ${value}`]
    }),
  )
}

/** What each value is compared with; people of one name cannot be told apart here. */
function baselineDifferences(question: TableQuestion, table: MetricTable, before: OracleTable): string[] {
  const labelOf = (labels: readonly (string | null)[]) => labels.map(label => sameName(label ?? '(none)')).join(' | ')
  const expected = new Map(before.rows.map(({ labels, values }) => [labelOf(labels), values]))
  const rows = question.groupBy.includes('STAFF') ? [] : table.rows
  const compared = [
    ...rows.map(row => {
      const label = labelOf(row.dimensions.map(dimension => dimension.label))
      return { label, ours: row.values, theirs: expected.get(label) }
    }),
    { label: 'totals', ours: table.totals.values, theirs: before.totals },
  ]
  return compared.flatMap(({ label, ours, theirs }) =>
    question.metrics.flatMap((metric, index) => {
      const [found, right] = [ours[index]!.baseline, theirs?.[index] ?? null]
      return found === (right && doubleOf(right))
        ? []
        : [`${metric} [${label}] before: ${found}, not ${right && doubleOf(right)}`]
    }),
  )
}

export const clientsDocument = '{ clients(first: 1000) { totalCount nodes { name externalId industry isActive } } }'

/** Where the product's list of clients is another one than the model's. */
export function clientDifferences(answer: unknown, clients: Iterable<WorldClient>): string[] {
  const { nodes } = (answer as { clients: { nodes: WorldClient[] } }).clients
  const told = ({ name, externalId, industry, isActive }: WorldClient): string =>
    JSON.stringify([sameName(name), externalId, industry && sameName(industry), isActive ?? true])
  const [found, expected] = [new Set(nodes.map(told)), new Set([...clients].map(told))]
  return [...new Set([...found, ...expected])]
    .filter(client => found.has(client) !== expected.has(client))
    .map(client => `client ${client} ${found.has(client) ? 'should not be there' : 'is missing'}`)
}
