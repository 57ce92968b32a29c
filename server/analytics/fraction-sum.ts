import { type Exact, exact, none, plus } from './exact.ts'
import { rational } from './rational.ts'

/**
 * A sum of fractions kept by denominator: adding costs one addition of whole numbers, and the denominators meet only
 * when the value is asked for.
 */
export class FractionSum {
  readonly #small = new Map<number, number>()
  readonly #large = new Map<bigint, bigint>()

  /** Adds n ÷ d; d must be above 0. Both are whole numbers of one kind. */
  add(n: number, d: number): void {
    const sum = (this.#small.get(d) ?? 0) + n
    if (Number.isSafeInteger(sum) && Number.isSafeInteger(n) && Number.isSafeInteger(d)) this.#small.set(d, sum)
    else this.addLarge(BigInt(n), BigInt(d))
  }

  addLarge(n: bigint, d: bigint): void {
    this.#large.set(d, (this.#large.get(d) ?? 0n) + n)
  }

  addSum(other: FractionSum): void {
    for (const [d, n] of other.#small) this.add(n, d)
    for (const [d, n] of other.#large) this.addLarge(n, d)
  }

  value(): Exact {
    let terms: Exact[] = [...this.#small].map(([d, n]) => exact(n, d))
    for (const [d, n] of this.#large) terms.push(rational(n, d))
    // Pairwise, so that the large denominators come last and rarely.
    while (terms.length > 1) {
      const next: Exact[] = []
      for (let i = 0; i < terms.length; i += 2) next.push(plus(terms[i] ?? none, terms[i + 1] ?? none))
      terms = next
    }
    return terms[0] ?? none
  }
}
