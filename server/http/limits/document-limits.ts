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

const tooMuch = (code: string, found: string, node: ASTNode) =>
  new GraphQLError(`Checking the query: ${found}`, { nodes: node, extensions: { code } })
