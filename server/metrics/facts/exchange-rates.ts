import { divide, type Rational, rational, rationalOfDecimal } from '../../analytics/rational.ts'

export interface RateRow {
  readonly day: number
  readonly from_currency: string
  readonly to_currency: string
  /** Exact decimal as text. */
  readonly rate: string
}

/** Exchange rates to look up: exact, of the day or the latest before. */
export class ExchangeRates {
  readonly #byPair: ReadonlyMap<string, readonly RateRow[]>

  constructor(rows: readonly RateRow[]) {
    this.#byPair = Map.groupBy(
      [...rows].sort((a, b) => a.day - b.day),
      row => `${row.from_currency} ${row.to_currency}`,
    )
  }

  /**
   * What one unit of a currency was worth in another on a day: the direct pair, else the inverse one where the direct
   * has no rate by then. Null where neither has; never by way of a third currency.
   */
  rate(from: string, to: string, day: number): Rational | null {
    const direct = this.#latest(`${from} ${to}`, day)
    if (direct) return direct
    const inverse = this.#latest(`${to} ${from}`, day)
    return inverse && divide(rational(1n), inverse)
  }

  #latest(pair: string, day: number): Rational | null {
    const row = (this.#byPair.get(pair) ?? []).findLast(candidate => candidate.day <= day)
    return row ? rationalOfDecimal(row.rate) : null
  }
}
