import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  isObjectType,
} from 'graphql'
import { isPromise, type Run, type Writer } from './run.ts'

/** Writes a value of an interface or union as the object type that it turns out to be of. */
export function abstractWriter(
  type: GraphQLAbstractType,
  nodes: readonly FieldNode[],
  field: string,
  planFor: (type: GraphQLObjectType) => Writer,
): Writer {
  const writers = new Map<GraphQLObjectType, Writer>()
  const writerOf = (name: unknown, run: Run): Writer => {
    const found = typeNamed(name, type, field, nodes, run)
    const writer = writers.get(found) ?? planFor(found)
    writers.set(found, writer)
    return writer
  }
  const resolveType = type.resolveType ?? defaultTypeResolver
  return (run, value, path, info) => {
    const name: unknown = resolveType(value, run.contextValue, info!, type)
    return isPromise(name)
      ? name.then(found => writerOf(found, run)(run, value, path, info))
      : writerOf(name, run)(run, value, path, info)
  }
}

/** The type of that name, if the abstract type may turn out to be it; in the words of the reference implementation. */
function typeNamed(
  name: unknown,
  type: GraphQLAbstractType,
  field: string,
  nodes: readonly FieldNode[],
  { schema }: Run,
): GraphQLObjectType {
  if (name === null || name === undefined)
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${field}". Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    )
  if (typeof name !== 'string')
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to the name of an Object type for field "${field}".`,
    )
  const found = schema.getType(name)
  if (!found)
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
      { nodes },
    )
  if (!isObjectType(found))
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, { nodes })
  if (!schema.isSubType(type, found))
    throw new GraphQLError(`Runtime Object type "${name}" is not a possible type for "${type.name}".`, { nodes })
  return found
}
