import type { Member } from '../access/policy.ts'
import type { Exact } from '../analytics/exact.ts'
import type { Dimension, MetricQueryInput } from '../metrics/metric-query.ts'
import { ask } from '../metrics/plan/ask.ts'
import type { OpenReading } from '../metrics/plan/open-reading.ts'
import type { ProvenAnswer } from '../metrics/results/cell-value.ts'
import { allRows } from '../metrics/results/table-row.ts'

/** A row of a table as exact values. */
export interface MeasuredRow {
  readonly key: (dimension: Dimension) => string | null
  readonly label: (dimension: Dimension) => string
  /** Of a metric that was asked for. */
  readonly value: (metric: string) => Exact | null
  /** What it is compared with. */
  readonly baseline: (metric: string) => Exact | null
}

/** The rows of a metric query, exact. */
export async function readMeasuredRows(
  open: OpenReading,
  viewer: Member,
  query: MetricQueryInput,
): Promise<{ readonly rows: readonly MeasuredRow[]; readonly answer: ProvenAnswer }> {
  const answer = await ask(open, viewer, query)
  const find = (key: string) => open.catalogue.find(key)!
  const rows = allRows(answer).map(
    (row): MeasuredRow => ({
      key: dimension => row.member(dimension).key,
      label: dimension => row.member(dimension).label,
      value: metric => row.valueOf(find(metric)).exactValue,
      baseline: metric => answer.baseline?.(find(metric), 'table', row.cell) ?? null,
    }),
  )
  return { rows, answer }
}
