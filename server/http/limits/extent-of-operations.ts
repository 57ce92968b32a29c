import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'

/** How far an operation reaches once its fragments are put where they are used. */
export interface Extent {
  /** Levels of fields; introspection is bounded by a rule of its own and not counted. */
  readonly depth: number
  /** Fields and uses of fragments. */
  readonly fields: number
}

/**
 * The extents of a document's operations. Each fragment is measured once, however often it is used, so that fragments
 * which double one another many times over cost no time; one that contains itself counts as nothing where it does, as
 * another rule refuses it.
 */
export function extentOfOperations(document: DocumentNode): (operation: OperationDefinitionNode) => Extent {
  const fragments = new Map<string, SelectionSetNode>()
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each.selectionSet)
  const known = new Map<string, Extent>()
  const open = new Set<string>()

  const extentOf = (set: SelectionSetNode | undefined): Extent => {
    let [depth, fields] = [0, 0]
    for (const selection of set?.selections ?? []) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? extentOfFragment(selection.name.value)
          : extentOf(selection.selectionSet)
      const isField = selection.kind === Kind.FIELD
      fields += 1 + inner.fields
      if (!(isField && selection.name.value.startsWith('__'))) depth = Math.max(depth, inner.depth + (isField ? 1 : 0))
    }
    return { depth, fields }
  }
  const extentOfFragment = (name: string): Extent => {
    const seen = known.get(name)
    if (seen || open.has(name)) return seen ?? { depth: 0, fields: 0 }
    open.add(name)
    const extent = extentOf(fragments.get(name))
    open.delete(name)
    known.set(name, extent)
    return extent
  }
  return operation => extentOf(operation.selectionSet)
}
