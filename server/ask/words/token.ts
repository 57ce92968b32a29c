/** What a number counts, as far as it says so itself. */
export type NumberUnit = 'PERCENT' | 'MONEY'

export interface WrittenNumber {
  readonly value: number
  readonly unit: NumberUnit | null
  /** ISO 4217 code of a symbol that stands with it; null: none, or the one that many currencies share ($). */
  readonly currency: string | null
  /** Digits without separators, decimals or units: it may be a year or a day. */
  readonly plain: boolean
}

/** A word, number or sign of a question. */
export interface Token {
  /** As it was written, without the possessive ending. */
  readonly raw: string
  /** Folded, for comparing. */
  readonly text: string
  /** Where it stands in the question, in characters. */
  readonly from: number
  readonly to: number
  readonly number: WrittenNumber | null
  /** "Harbor's", "engineers'". */
  readonly possessive: boolean
  /** Written with a capital first letter. */
  readonly capital: boolean
  /** Inside quotation marks. */
  readonly quoted: boolean
  /** What was written, where spelling was corrected. */
  readonly corrected?: string
}
