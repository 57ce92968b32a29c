/** Failures in a row after which nothing is tried for a while. */
const MOST_FAILURES = 3

/**
 * Counts failures in a row. After three it is open for a while; then one try is let through, and a failure of that opens it
 * again at once. Times are milliseconds of any clock that only goes forward.
 */
export class Breaker {
  readonly #pauseMs: number
  #failures = 0
  #openUntil = 0

  constructor(pauseMs: number) {
    this.#pauseMs = pauseMs
  }

  get failures(): number {
    return this.#failures
  }

  failed(now: number): void {
    this.#failures++
    if (this.#failures >= MOST_FAILURES) this.#openUntil = now + this.#pauseMs
  }

  succeeded(): void {
    this.#failures = 0
    this.#openUntil = 0
  }

  /** Milliseconds until something may be tried again; 0: now. */
  wait(now: number): number {
    return Math.max(0, this.#openUntil - now)
  }
}
