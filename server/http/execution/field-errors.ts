import type { GraphQLError } from 'graphql'
import type { Path } from './run.ts'

/**
 * The errors of an execution in the order they came up. What goes wrong below a place that an error made null already
 * is not told any more: nothing of it is in the answer (GraphQL, 6.4.4).
 */
export class FieldErrors {
  readonly #nulled = new Set<Path | undefined>()
  readonly list: GraphQLError[] = []

  /** `path`: the place that becomes null; undefined: the whole answer. */
  add(error: GraphQLError, path: Path | undefined): void {
    if (this.#isNulled(path)) return
    this.#nulled.add(path)
    this.list.push(error)
  }

  #isNulled(path: Path | undefined): boolean {
    if (this.#nulled.size === 0) return false
    for (let step = path; step; step = step.prev) if (this.#nulled.has(step)) return true
    return this.#nulled.has(undefined)
  }
}
