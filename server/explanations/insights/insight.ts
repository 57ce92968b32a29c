import type { Period } from '../../metrics/metric-table.ts'
import type { ExplainInput } from '../explain-input.ts'

export const insightKinds = ['MOVER', 'LOSS', 'WASTE', 'OVERDUE', 'MISSING_DATA'] as const
export type InsightKind = (typeof insightKinds)[number]

/** Something that matters about a client, or (client null) about all of them. */
export interface Insight {
  readonly kind: InsightKind
  readonly sentence: string
  /** Money at stake, in the base currency; null: not known, or not for the viewer. */
  readonly amount: number | null
  readonly currency: string
  readonly client: { readonly id: string; readonly name: string } | null
  readonly metric: string | null
  /** The question that tells more; null where there is none. */
  readonly explain: ExplainInput | null
}

/** What matters in a period, most money first. */
export interface Insights {
  readonly period: Period
  readonly items: readonly Insight[]
  readonly totalCount: number
  /** Whether `first` left some out. */
  readonly truncated: boolean
}
