import { BREAK, type DocumentNode, getOperationAST, Kind, type SelectionSetNode, visit } from 'graphql'
import { momentaryFields, repeatableFields } from '../../../schema/repeatable-fields.ts'

/** Whether an operation only reads, and only fields that answer the same in the same state. */
export function isRepeatable(document: DocumentNode, operationName: string | null | undefined): boolean {
  const operation = getOperationAST(document, operationName)
  const fragments = new Map(
    document.definitions.flatMap(each => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  )
  const all = (set: SelectionSetNode, within: readonly string[]): boolean =>
    set.selections.every(selection => {
      if (selection.kind === Kind.FIELD)
        return selection.name.value === '__typename' || repeatableFields.has(selection.name.value)
      if (selection.kind === Kind.INLINE_FRAGMENT) return all(selection.selectionSet, within)
      const name = selection.name.value
      const fragment = fragments.get(name)
      return fragment !== undefined && !within.includes(name) && all(fragment.selectionSet, [...within, name])
    })
  return operation?.operation === 'query' && all(operation.selectionSet, []) && !showsTheMoment(document)
}

function showsTheMoment(document: DocumentNode): boolean {
  let shows = false
  visit(document, {
    Field: ({ name }) => {
      shows ||= momentaryFields.has(name.value)
      return shows ? BREAK : undefined
    },
  })
  return shows
}
