import type { Benchmark, MetricDefinition } from '../metric-table.ts'

/** A metric as it is written down: everything else (unit, scope, inputs, dimensions) follows from its formula. */
export interface FormulaMetric {
  readonly key: string
  readonly version: number
  readonly name: string
  readonly description: string
  readonly formula: string
  readonly direction: MetricDefinition['direction']
  readonly minimumSample: number
  readonly benchmarks: readonly Benchmark[]
  readonly custom: boolean
}
