import type { Mention } from '../entities/entity-index.ts'
import type { Meaning } from '../lexicon/meaning.ts'
import type { SpokenPeriod } from '../periods/read-period.ts'
import type { WrittenNumber } from '../words/token.ts'

/** A run of words that is one thing: a name, a period, a number, a phrase of the lexicon, a comma, or nothing known. */
export interface Segment {
  /** Its words, first and one past the last. */
  readonly from: number
  readonly to: number
  /** As it was written. */
  readonly text: string
  /** Folded words. */
  readonly words: readonly string[]
  readonly plural: boolean
  readonly content: Content
}

export type Content =
  | { readonly kind: 'NAME'; readonly mentions: readonly Mention[] }
  | { readonly kind: 'PERIOD'; readonly period: SpokenPeriod }
  | { readonly kind: 'NUMBER'; readonly number: WrittenNumber }
  | { readonly kind: 'PHRASE'; readonly meaning: Meaning }
  | { readonly kind: 'COMMA' }
  | { readonly kind: 'UNKNOWN' }

export const meaningOfSegment = ({ content }: Segment): Meaning | null =>
  content.kind === 'PHRASE' ? content.meaning : null

export const hasCue = (segment: Segment | undefined, ...cues: readonly string[]): boolean =>
  segment?.content.kind === 'PHRASE' && segment.content.meaning.cues.some(cue => cues.includes(cue))

export const isFiller = (segment: Segment | undefined): boolean =>
  segment?.content.kind === 'PHRASE' && segment.content.meaning.filler
