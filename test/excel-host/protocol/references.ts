import type { HostObject } from '../objects/host-object.ts'

/** Objects that the library keeps between batches (`trackedObjects`, results of methods), by the name it got for them. */
export class References {
  #next = 1
  readonly #byName = new Map<string, HostObject>()
  readonly #names = new WeakMap<HostObject, string>()

  keep(object: HostObject): void {
    if (object.isNull || this.#names.has(object)) return
    const name = `reference-${this.#next++}`
    this.#names.set(object, name)
    this.#byName.set(name, object)
  }

  /** The name of a kept object; null: it is not kept. */
  of(object: HostObject): string | null {
    return this.#names.get(object) ?? null
  }

  get(name: string): HostObject | undefined {
    return this.#byName.get(name)
  }

  remove(name: string): void {
    this.#byName.delete(name)
  }

  get count(): number {
    return this.#byName.size
  }

  /** Targets of kept ranges, which move with their cells. */
  *targets(): Generator<unknown> {
    for (const { target } of this.#byName.values()) yield target
  }
}
