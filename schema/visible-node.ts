import { brandWithType } from '@pothos/core'
import type { GraphQLResolveInfo } from 'graphql'
import { isMember, may, type Scope, type Viewer } from '../server/access/policy.ts'

/** What a type's rule asks for: all of these scopes; true: nothing more. */
type Asked = true | { readonly scopes?: readonly Scope[] }
interface RuledType {
  readonly authScopes?: Asked | ((thing: unknown, context: { viewer: Viewer }) => Asked | Promise<Asked>)
}

/**
 * A thing that was found by its id, for somebody who may read its type. For anybody else there is none: rules stand on
 * the fields of a type, and its name alone would tell that the id exists; ids can be counted through.
 */
export async function visibleNode(
  found: unknown,
  typename: string,
  context: { readonly viewer: Viewer },
  { schema }: GraphQLResolveInfo,
): Promise<unknown> {
  if (typeof found !== 'object' || found === null) return null
  const { authScopes } = (schema.getType(typename)?.extensions.pothosOptions ?? {}) as RuledType
  const asked = typeof authScopes === 'function' ? await authScopes(found, context) : authScopes
  if (asked !== true && !(isMember(context.viewer) && asked?.scopes?.every(scope => may(context.viewer, scope))))
    return null
  // The same thing may be asked for twice at once; then the library has named the type of the first only.
  brandWithType(found, typename as never)
  return found
}
