import type { AbstainReason } from './abstain-reason.ts'
import type { CompiledQuery } from './context.ts'

/** One part of a reading, with what it rests on. */
export interface Evidence {
  readonly slot:
    | 'METRIC'
    | 'GROUP'
    | 'NAME'
    | 'PERIOD'
    | 'COMPARISON'
    | 'CONDITION'
    | 'ORDER'
    | 'SPELLING'
    | 'FOLLOW_UP'
    | 'WORDS'
  /** The words it was read from; empty: it was not said. */
  readonly words: string
  /** What it was read as, for people. */
  readonly reading: string
  /** How likely it is to be meant, 0 to 1. */
  readonly score: number
}

/** Something that can be asked instead. */
export interface Choice {
  readonly query: CompiledQuery
}

/** What a question was read as, or why it was not. */
export type Interpretation = Read | NotRead

export interface Read {
  readonly kind: 'READ'
  /** Its period is `between`; an explanation without one is about the latest complete month. */
  readonly query: CompiledQuery
  /** The question is how many rows there are: "how many clients lost money?" */
  readonly counts: boolean
  /** The chance that this is what was meant. */
  readonly confidence: number
  readonly evidence: readonly Evidence[]
}

export interface NotRead {
  readonly kind: 'ABSTAINED'
  readonly reason: AbstainReason
  /** What stood in the way: words, a name, a metric. */
  readonly about: readonly string[]
  readonly choices: readonly Choice[]
  readonly confidence: number
  readonly evidence: readonly Evidence[]
}
