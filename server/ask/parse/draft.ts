import type { AbstainReason } from '../abstain-reason.ts'
import type { AskContext } from '../context.ts'
import type { Entity, EntityDimension } from '../entities/entity.ts'
import type { Evidence } from '../interpretation.ts'
import type { AskedDimension } from '../lexicon/meaning.ts'
import type { SpokenPeriod } from '../periods/read-period.ts'
import type { MetricCondition } from './condition.ts'
import type { Segment } from './segment.ts'

export type ComparedWith = 'PREVIOUS_PERIOD' | 'SAME_PERIOD_LAST_YEAR' | 'PORTFOLIO' | 'BUDGET' | 'TARGET' | 'CLIENT'

/** Names that a question narrows to, or leaves out. */
export interface NameSlot {
  readonly dimension: EntityDimension
  readonly values: readonly string[]
  readonly labels: readonly string[]
  readonly ids: readonly string[]
  readonly excluded: boolean
  readonly segment: Segment
}

export interface OrderSlot {
  /** Which end comes first; BEST and WORST follow the metric's better direction. */
  readonly end: 'HIGH' | 'LOW' | 'BEST' | 'WORST'
  /** null: as many as the noun says; Infinity: all. */
  readonly count: number | null
  readonly segment: Segment
  readonly onChange: boolean
}

/** What to take for granted where a question left a choice: each choice that is offered is a reading with one of these. */
export interface Assumed {
  readonly entity?: Entity
  readonly metric?: string
  readonly period?: SpokenPeriod
  /** Words that nothing explains, means over amounts and shares are passed over. */
  readonly plainly?: true
}

/** What has been read of a question so far. Passes fill it in one after the other. */
export interface Draft {
  readonly context: AskContext
  readonly assumed: Assumed
  readonly segments: readonly Segment[]
  /** Segments that a slot accounts for. */
  readonly explained: Set<Segment>
  readonly evidence: Evidence[]
  period: SpokenPeriod | null
  compareTo: ComparedWith | null
  /** Id of the client that another is compared with, for explanations. */
  comparedClient: string | null
  names: NameSlot[]
  groupBy: AskedDimension[]
  /** Keys; effective_rate stands for its two definitions. */
  metrics: string[]
  conditions: MetricCondition[]
  order: OrderSlot | null
  /** What moved has been said by the metric itself. */
  settledChange: boolean
  why: boolean
  counts: boolean
  followsUp: boolean
}

/** A question that cannot be answered; ends the reading. */
export class Abstain extends Error {
  readonly reason: AbstainReason
  readonly about: readonly string[]
  /** What the asker may choose between. */
  readonly choices: readonly Assumed[]

  constructor(reason: AbstainReason, about: readonly string[] = [], choices: readonly Assumed[] = []) {
    super(reason)
    this.reason = reason
    this.about = about
    this.choices = choices
  }
}

export const explain = (draft: Draft, ...segments: readonly (Segment | undefined)[]): void => {
  for (const segment of segments) if (segment) draft.explained.add(segment)
}

export const note = (draft: Draft, slot: Evidence['slot'], words: string, reading: string, score: number): void => {
  draft.evidence.push({ slot, words, reading, score })
}
