/** What can go wrong in Excel and be switched on here. */
export class Faults {
  /** A person is editing a cell: batches fail, or wait when they asked to (`delayForCellEdit`). */
  #editingCell = false
  #waiting: (() => void)[] = []
  /** Bytes that a request or a response may have; Excel on the web takes 5 MB. */
  payloadLimit = 5 * 1024 * 1024
  /** Each batch answers this much later, in milliseconds. */
  delay = 0
  /** The next batches fail as if Excel had: how many. */
  failNext = 0

  get editingCell(): boolean {
    return this.#editingCell
  }

  set editingCell(editing: boolean) {
    this.#editingCell = editing
    if (editing) return
    for (const go of this.#waiting.splice(0)) go()
  }

  /** Resolves when the cell is confirmed. */
  afterEditing(): Promise<void> {
    return this.#editingCell ? new Promise(resolve => this.#waiting.push(resolve)) : Promise.resolve()
  }
}
