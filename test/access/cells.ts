/** Cells of the matrix: who, how, what; each with what came of it and what the rule book says. */
export class Cells {
  readonly #found = new Map<string, string>()
  #wrong: string[] = []

  /** Notes what came of a cell; the same cell may be met many times. */
  note(caller: string, way: string, subject: string, found: string, expected: string): void {
    const cell = `${caller} | ${way} | ${subject}`
    this.#found.set(cell, found)
    if (found !== expected) this.#wrong.push(`${cell}: ${found}, expected ${expected}`)
  }

  get count(): number {
    return this.#found.size
  }

  /** Cells that are not as the rule book says, of those that were noted since this was asked last. */
  takeWrong(): readonly string[] {
    const wrong = [...new Set(this.#wrong)]
    this.#wrong = []
    return wrong
  }

  /** How many cells there are of each way. */
  get byWay(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const cell of this.#found.keys()) {
      const way = cell.split(' | ')[1] ?? ''
      counts[way] = (counts[way] ?? 0) + 1
    }
    return counts
  }
}
