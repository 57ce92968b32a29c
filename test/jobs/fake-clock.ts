/** A clock that stands still until it is set forward; who sleeps wakes when its time has come. */
export class FakeClock {
  #time: number
  readonly #sleepers = new Set<{ at: number; wake: () => void }>()

  constructor(time: number) {
    this.#time = time
  }

  readonly now = (): number => this.#time

  readonly sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      if (signal.aborted) return resolve()
      const sleeper = { at: this.#time + milliseconds, wake: resolve }
      this.#sleepers.add(sleeper)
      signal.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper)
        resolve()
      })
    })

  forward(milliseconds: number): void {
    this.#time += milliseconds
    for (const sleeper of this.#sleepers)
      if (sleeper.at <= this.#time) {
        this.#sleepers.delete(sleeper)
        sleeper.wake()
      }
  }
}
