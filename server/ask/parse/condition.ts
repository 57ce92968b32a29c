import type { Segment } from './segment.ts'

export type ConditionOp = 'GT' | 'GTE' | 'LT' | 'LTE' | 'EQ' | 'BETWEEN'

/** "below 20 %", "over budget": a threshold, before its metric is known. */
export interface MetricCondition {
  readonly op: ConditionOp
  readonly value: number
  readonly to: number | null
  readonly unit: 'PERCENT' | 'MONEY' | 'HOURS' | null
  readonly segments: readonly Segment[]
  readonly onChange: boolean
  /** Filled when the metric is known. */
  metric: string | null
}
