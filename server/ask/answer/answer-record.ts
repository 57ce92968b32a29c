import type { Explanation } from '../../explanations/explanation.ts'
import type { MetricTable } from '../../metrics/metric-table.ts'
import type { AbstainReason } from '../abstain-reason.ts'
import type { CompiledQuery } from '../context.ts'

/** Something that can be asked next, ready to be sent as `choice`. */
export interface Clarification {
  readonly label: string
  readonly choice: CompiledQuery
}

export type ChipKind = 'METRIC' | 'GROUP' | 'FILTER' | 'PERIOD' | 'COMPARISON' | 'CONDITION' | 'ORDER' | 'CORRECTION'

/** One part of how the question was understood, with what can be taken in its place. */
export interface Chip {
  readonly kind: ChipKind
  readonly label: string
  readonly alternatives: readonly Clarification[]
}

export interface Citation {
  readonly kind: 'DEFINITION' | 'PERIOD' | 'FILTER' | 'ROWS' | 'SNAPSHOT'
  readonly text: string
}

export type AnswerEngine = 'RULES' | 'MODEL' | 'CACHE'

/** What comes back for a question in words. */
export interface AnswerRecord {
  readonly text: string
  readonly reason: AbstainReason | null
  readonly clarifications: readonly Clarification[]
  readonly chips: readonly Chip[]
  readonly query: CompiledQuery | null
  readonly table: MetricTable | null
  readonly explanation: Explanation | null
  readonly confidence: number
  readonly engine: AnswerEngine
  readonly citations: readonly Citation[]
  /** That the language model was wanted and could not help; null: it was not wanted, or it helped. */
  readonly note: string | null
  readonly durationMs: number
}
