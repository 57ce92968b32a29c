import type { Dimension } from '../../../server/metrics/metric-query.ts'
import type { DimensionValue, MetricRow, MetricTable } from '../../../server/metrics/metric-table.ts'
import { doubleOf, textOf } from './fraction.ts'
import { isTime } from './grouping.ts'
import type { Value } from './measures.ts'
import { sameName } from './names.ts'
import type { OracleQuery, OracleTable } from './oracle.ts'

/**
 * Where the product's table and the oracle's differ: rows that only one has, and values that are not the same to the
 * last digit. Empty: they are equal. Rows are told apart by their labels; people of one name by their values.
 */
export function tableDifferences(query: OracleQuery, product: MetricTable, oracle: OracleTable): string[] {
  const differences: string[] = []
  if (product.period.from !== oracle.from || product.period.to !== oracle.to)
    differences.push(`period: ${product.period.from}–${product.period.to}, not ${oracle.from}–${oracle.to}`)
  if (product.totalCount !== oracle.rows.length || product.rows.length !== oracle.rows.length)
    differences.push(`rows: ${product.rows.length} of ${product.totalCount}, not ${oracle.rows.length}`)

  const found = rowsByLabel(placed(query, labelled(query, product)))
  const expected = rowsByLabel(
    placed(
      query,
      oracle.rows.map(row => ({
        labels: row.labels.map(label => (label === null ? '(none)' : sameName(label))),
        values: row.values.map(exactOf),
      })),
    ),
  )
  for (const label of new Set([...found.keys(), ...expected.keys()])) {
    const [ours, theirs] = [found.get(label), expected.get(label)]
    if (!ours || !theirs) differences.push(`row [${label}]: ${ours ? 'should not be there' : 'is missing'}`)
    else differences.push(...valueDifferences(query, label, ours, theirs))
  }
  differences.push(...valueDifferences(query, 'totals', product.totals.values.map(exact), oracle.totals.map(exactOf)))
  return [...differences, ...doubleDifferences(query, product.totals, oracle.totals)]
}

const exact = (value: MetricRow['values'][number]): string => value.exact ?? 'null'
const exactOf = (value: Value): string => (value === null ? 'null' : textOf(value))

function valueDifferences(query: OracleQuery, label: string, ours: readonly string[], theirs: readonly string[]) {
  return query.metrics.flatMap((metric, index) =>
    ours[index] === theirs[index] ? [] : [`${metric} [${label}]: ${ours[index]}, not ${theirs[index]}`],
  )
}

/** `value` is the double nearest to `exact`. */
function doubleDifferences(query: OracleQuery, row: MetricRow, expected: readonly Value[]): string[] {
  return query.metrics.flatMap((metric, index) => {
    const [ours, theirs] = [row.values[index]!.value, expected[index] ?? null]
    return ours === (theirs && doubleOf(theirs))
      ? []
      : [`${metric} as a number: ${ours}, not ${theirs && doubleOf(theirs)}`]
  })
}

interface Row {
  readonly labels: readonly string[]
  readonly values: readonly string[]
}

/** The product's rows in the oracle's words: time by key, everything else by its label. */
function labelled(query: OracleQuery, product: MetricTable): Row[] {
  return product.rows.map(row => ({
    labels: row.dimensions.map((value, index) => labelOf(query.groupBy[index]!, value)),
    values: row.values.map(exact),
  }))
}

function labelOf(dimension: Dimension, { key, label }: DimensionValue): string {
  if (key === null) return label
  return isTime(dimension) ? sameName(key) : sameName(label)
}

/** Names of fiscal quarters and years are the product's own affair: they are told by their place in time. */
function placed(query: OracleQuery, rows: readonly Row[]): Row[] {
  const inOrder = query.groupBy.map((_, index) => [...new Set(rows.map(row => row.labels[index]!))].sort())
  const place = (label: string, index: number): string =>
    ['QUARTER', 'YEAR'].includes(query.groupBy[index]!) ? `no. ${inOrder[index]!.indexOf(label) + 1}` : label
  return rows.map(row => ({ ...row, labels: row.labels.map(place) }))
}

function rowsByLabel(rows: readonly Row[]): Map<string, readonly string[]> {
  const sorted = [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  const byLabel = new Map<string, readonly string[]>()
  for (const { labels, values } of sorted) {
    let name = labels.join(' | ')
    while (byLabel.has(name)) name += ' (another)'
    byLabel.set(name, values)
  }
  return byLabel
}
