/** One change of the model, with the way back. */
export interface Change {
  readonly undo: () => void
  readonly redo: () => void
}

/** Remembers changes as steps that can be undone: one step is one edit of the user or one batch of the add-in. */
export class Journal {
  #step: Change[] | null = null
  readonly #done: { readonly label: string; readonly changes: readonly Change[] }[] = []
  #undone: { readonly label: string; readonly changes: readonly Change[] }[] = []

  /** Makes a change and remembers it; outside of a step it cannot be undone. */
  make(change: Change): void {
    change.redo()
    this.#step?.push(change)
  }

  /** Sets a property of an object of the model. */
  set<T extends object, K extends keyof T>(target: T, key: K, value: T[K]): void {
    const before = target[key]
    if (before === value) return
    this.make({
      undo: () => {
        target[key] = before
      },
      redo: () => {
        target[key] = value
      },
    })
  }

  /** Runs work as one step. When it throws, nothing of it stays. Within a step: a part of it, taken back alone. */
  step<R>(label: string, work: () => R): R {
    if (this.#step) return this.#part(this.#step, work)
    const step: Change[] = []
    this.#step = step
    try {
      const result = this.#part(step, work)
      if (step.length > 0) {
        this.#done.push({ label, changes: step })
        this.#undone = []
      }
      return result
    } finally {
      this.#step = null
    }
  }

  /** Begins a step that `end` closes: a batch keeps what it did before an error. */
  begin(): void {
    this.#step ??= []
  }

  /** `merge`: the step belongs to the one before it (`mergeUndoGroup`). */
  end(label: string, merge = false): void {
    const changes = this.#step ?? []
    this.#step = null
    if (changes.length === 0) return
    const last = merge ? this.#done.pop() : undefined
    this.#done.push({ label, changes: [...(last?.changes ?? []), ...changes] })
    this.#undone = []
  }

  /** The label of what was undone; null: there was nothing. */
  undo(): string | null {
    const step = this.#done.pop()
    if (!step) return null
    for (const change of step.changes.toReversed()) change.undo()
    this.#undone.push(step)
    return step.label
  }

  redo(): string | null {
    const step = this.#undone.pop()
    if (!step) return null
    for (const change of step.changes) change.redo()
    this.#done.push(step)
    return step.label
  }

  get canUndo(): boolean {
    return this.#done.length > 0
  }

  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  #part<R>(step: Change[], work: () => R): R {
    const start = step.length
    try {
      return work()
    } catch (error) {
      for (const change of step.splice(start).reverse()) change.undo()
      throw error
    }
  }
}
