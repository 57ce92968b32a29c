import {
  type ASTNode,
  type ASTVisitor,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

/** Refuses documents with more aliases than allowed; each alias runs its field once more. */
export const aliasLimit = (limit: number) => (context: ValidationContext) => {
  let aliases = 0
  return {
    Field: node => {
      if (node.alias && ++aliases === limit + 1)
        context.reportError(tooMuch('TOO_MANY_ALIASES', `it has more than ${limit} aliases; split it`, node))
    },
  } satisfies ASTVisitor
}

/** Refuses operations nested deeper than allowed, fragments followed. Introspection is not counted. */
export const depthLimit = (limit: number) => (context: ValidationContext) => {
  const known = new Map<string, number>()
  const depthOf = (set: SelectionSetNode | undefined, path: readonly string[]): number => {
    let deepest = 0
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue
        deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet, path))
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, depthOf(selection.selectionSet, path))
      } else deepest = Math.max(deepest, depthOfFragment(selection.name.value, path))
    }
    return deepest
  }
  const depthOfFragment = (name: string, path: readonly string[]): number => {
    const seen = known.get(name)
    if (seen !== undefined) return seen
    // A fragment that contains itself is refused by another rule; here it only must not run forever.
    if (path.includes(name)) return 0
    const depth = depthOf(context.getFragment(name)?.selectionSet, [...path, name])
    known.set(name, depth)
    return depth
  }
  return {
    OperationDefinition: node => {
      const depth = depthOf(node.selectionSet, [])
      if (depth > limit)
        context.reportError(
          tooMuch('TOO_DEEP', `it is nested ${depth} levels deep, the limit is ${limit}; split it`, node),
        )
    },
  } satisfies ASTVisitor
}

/** Refuses values written into a document that are nested deeper than allowed. */
export const valueDepthLimit = (limit: number) => (context: ValidationContext) => {
  let depth = 0
  const enter = (node: ASTNode) => {
    if (++depth === limit + 1) context.reportError(tooMuch('TOO_DEEP', deepValue(limit), node))
  }
  const leave = () => {
    depth--
  }
  return { ListValue: { enter, leave }, ObjectValue: { enter, leave } } satisfies ASTVisitor
}

/** The error about variables nested deeper than allowed; null where they are not. */
export function deepVariables(variables: unknown, limit: number): GraphQLError | null {
  let level: unknown[] = [variables]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return tooMuch('TOO_DEEP', deepValue(limit))
    level = level.flatMap(value => (typeof value === 'object' && value !== null ? Object.values(value) : []))
    level = level.filter(value => typeof value === 'object' && value !== null)
  }
  return null
}

const deepValue = (limit: number): string =>
  `a value in it is nested more than ${limit} levels deep; send a flatter one`

const tooMuch = (code: string, found: string, node?: ASTNode) =>
  new GraphQLError(`Checking the query: ${found}`, { nodes: node ?? null, extensions: { code } })
