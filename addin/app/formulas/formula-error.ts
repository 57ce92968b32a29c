/**
 * Why a formula has no value, in words for the person who wrote it. Excel shows a message with two errors only, so there
 * are two kinds: `missing` (#N/A: there is no such value, or it is out of reach) and `wrong` (#VALUE!: the formula is).
 */
export class FormulaError extends Error {
  override readonly name = 'FormulaError'
  readonly kind: 'missing' | 'wrong'

  constructor(kind: 'missing' | 'wrong', message: string) {
    super(message)
    this.kind = kind
  }
}
