import { isoOfDay } from '../../analytics/calendar.ts'
import { BadInput } from '../../errors.ts'
import type { FactName } from '../catalogue/facts.ts'
import { facts } from '../catalogue/facts.ts'
import { CellSignals } from '../confidence/cell-signals.ts'
import type { FactPast } from '../confidence/read-past.ts'
import { standingSnapshots } from '../confidence/standing-snapshots.ts'
import { flatRows } from '../flat/flat-rows.ts'
import type { MetricTable } from '../metric-table.ts'
import type { Answer } from '../plan/answer.ts'
import type { Reading, SnapshotFacts } from '../plan/reading.ts'
import type { ProvenAnswer } from './cell-value.ts'
import { tableColumns } from './columns.ts'
import { orderedCells, selectedCells } from './select-rows.ts'
import { rowCount, TableRow, totalsRow } from './table-row.ts'

/** A table has at most so many rows; more is an error, never a shorter table. */
const MAX_ROWS = 100_000

/** The answer with what is known of the datasets behind it. */
export async function provenAnswer(reading: Reading, answer: Answer): Promise<ProvenAnswer> {
  const needed = new Set<FactName>(answer.plan.metrics.flatMap(metric => metric.measures.map(({ fact }) => fact)))
  const pasts = new Map<FactName, FactPast>()
  for (const fact of needed) pasts.set(fact, await reading.past(fact))
  return {
    ...answer,
    currency: reading.organization.baseCurrency,
    datasets: { months: { invoices: await reading.invoiceMonths(), time: await reading.timeMonths() } },
    signals: new CellSignals(answer, pasts),
  }
}

/** Orders, selects and pages the rows. `rows` are worked out when they are read, and so are `flatRows` as they are gone through. */
export async function metricTableOf(
  reading: Reading,
  answer: ProvenAnswer,
  asOf: number,
): Promise<Omit<MetricTable, 'durationMs'>> {
  const { plan, period } = answer
  const { query } = plan
  const count = rowCount(answer)
  if (count > MAX_ROWS)
    throw new BadInput(
      `Reading metrics: the table would have ${count} rows, at most ${MAX_ROWS} are possible; narrow the period or filter, or group by less`,
      'TOO_MANY_ROWS',
    )
  const metrics = new Map(plan.metrics.map(metric => [metric.definition.key, metric]))
  const selected = orderedCells(selectedCells(count, answer, metrics), answer, metrics)
  const offset = query.offset ?? 0
  const cells = selected.subarray(offset, query.first === undefined ? undefined : offset + query.first)
  const [from, to] = [isoOfDay(period.from), isoOfDay(period.to)]
  let rows: MetricTable['rows'] | null = null
  return {
    columns: tableColumns(plan, answer.currency),
    get rows() {
      rows ??= Array.from(cells, cell => new TableRow(answer, cell))
      return rows
    },
    flatRows: flatRows(cells, answer),
    totals: totalsRow(answer),
    totalCount: selected.length,
    truncated: cells.length < selected.length,
    period: { from, to, label: period.label },
    asOf,
    snapshots: snapshotsBehind(await reading.snapshots(), answer, reading.tenant.asOf),
    query: { ...query, period: { between: { from, to } } },
  }
}

/** Standing snapshots of the datasets that the metrics rest on, as far as they touch the period. */
function snapshotsBehind(snapshots: readonly SnapshotFacts[], { plan, period }: Answer, asOf: number | null): number[] {
  const used = new Set<FactName>(plan.metrics.flatMap(metric => metric.measures.map(measure => measure.fact)))
  const datasets = new Set<string>([...used].map(fact => facts[fact].dataset))
  const asked = new Set<string>([...plan.query.groupBy, ...plan.filterDimensions])
  const rated = plan.metrics.some(metric => metric.measures.some(({ slot }) => slot === 'cost' || slot === 'value'))
  if (used.has('invoices')) datasets.add('FX_RATES')
  if ((used.has('time') && rated) || asked.has('STAFF') || asked.has('TEAM')) datasets.add('STAFF')
  if (asked.has('CLIENT') || asked.has('INDUSTRY')) datasets.add('CLIENTS')
  if (plan.query.compareTo === 'BUDGET') datasets.add('BUDGETS')
  return standingSnapshots(snapshots, asOf)
    .filter(
      ({ dataset, first_day: first, last_day: last }) =>
        datasets.has(dataset) &&
        (!hasDays.has(dataset) || first === null || last === null || (first <= period.to && last >= period.from)),
    )
    .map(snapshot => snapshot.number)
}

/** Others hold for all time once they are uploaded. */
const hasDays: ReadonlySet<string> = new Set(['INVOICES', 'TIME_LOGS', 'BUDGETS'])
