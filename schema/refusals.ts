import { GraphQLError, type GraphQLResolveInfo } from 'graphql'
import type { Scope } from '../server/access/policy.ts'

/**
 * What a request was refused. A field that is refused in every row of a list makes one error, at the first row, not
 * one for each.
 */
export class Refusals {
  readonly #errors = new Map<string, GraphQLError>()
  readonly #fields = new Map<string, { field: string; scope: string }>()

  /** A refused scalar: its value is null, and the answer says so once. */
  mask(info: GraphQLResolveInfo, scopes: readonly Scope[]): null {
    const place: (string | number)[] = []
    for (let step: GraphQLResolveInfo['path'] | undefined = info.path; step; step = step.prev) place.unshift(step.key)
    const shape = place.filter(key => typeof key === 'string').join('.')
    if (!this.#errors.has(shape)) {
      const field = `${info.parentType.name}.${info.fieldName}`
      const message = `Reading ${field}: your role lacks ${scopes.join(', ')}`
      this.#errors.set(
        shape,
        new GraphQLError(message, { nodes: info.fieldNodes, path: place, extensions: { code: 'FORBIDDEN' } }),
      )
      this.note(field, scopes.join(', '))
    }
    return null
  }

  note(field: string, scope: string): void {
    this.#fields.set(`${field} ${scope}`, { field, scope })
  }

  get errors(): readonly GraphQLError[] {
    return [...this.#errors.values()]
  }

  /** For the audit log. */
  get fields(): readonly { field: string; scope: string }[] {
    return [...this.#fields.values()]
  }
}
