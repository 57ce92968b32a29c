import type { Member } from '../access/policy.ts'
import type { Metric } from '../metrics/catalogue/catalogue.ts'
import type { MetricQueryInput } from '../metrics/metric-query.ts'
import type { Assumption } from '../metrics/metric-table.ts'
import type { OpenReading } from '../metrics/plan/open-reading.ts'
import type { ProvenAnswer } from '../metrics/results/cell-value.ts'
import type { ExplainInput } from './explain-input.ts'
import type { PortfolioBaseline } from './explanation.ts'
import type { MetricShape } from './metric-shape.ts'
import type { Side } from './side.ts'

export interface Comparison {
  readonly to: Side
  readonly from: Side
  readonly answers: { readonly to: ProvenAnswer; readonly from: ProvenAnswer | null }
  /** With what, as words in a sentence: "Bright Law", "the budget"; null: another time. */
  readonly with: string | null
  readonly portfolio: PortfolioBaseline | null
  readonly assumptions: readonly Assumption[]
}

export interface ComparisonRequest {
  readonly open: OpenReading
  readonly viewer: Member
  readonly metric: Metric
  readonly shape: MetricShape | null
  readonly input: ExplainInput
  /** The one client it is about; null: several. */
  readonly clientId: number | null
  /** What to read of each side; the period is resolved. */
  readonly query: MetricQueryInput
}
