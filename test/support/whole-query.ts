import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'

/** Deeper than any path that leads to something new. */
const DEPTH = 6

/**
 * A selection of everything that can be reached from a type: each field under an alias of its own, objects through
 * fragments, abstract types through each of their members. Fields with required arguments are left out.
 */
export function wholeSelection(schema: GraphQLSchema, type: GraphQLNamedType, path: readonly string[] = []): string {
  if (isAbstractType(type)) {
    const members = schema
      .getPossibleTypes(type)
      .map(member => `... on ${member.name} ${wholeSelection(schema, member, path)}`)
    return `{ __typename ${members.join(' ')} }`
  }
  if (!isObjectType(type)) return ''
  const fields = Object.values(type.getFields()).flatMap(field => selected(schema, type.name, field, path) ?? [])
  return `{ __typename ${fields.join(' ')} }`
}

function selected(
  schema: GraphQLSchema,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  path: readonly string[],
): string | null {
  if (field.args.some(isRequiredArgument)) return null
  const type = getNamedType(field.type)
  const alias = `${parent}_${field.name}: ${field.name}`
  if (!isCompositeType(type)) return alias
  // The same thing is not entered twice on a path, nor the same list of it.
  if (path.includes(type.name) || path.length >= DEPTH) return null
  const inside = wholeSelection(schema, type, [...path, type.name])
  return `${alias} ${inside}`
}

/** Every place in an answer whose alias was given by `wholeSelection`: [type, field, value]. */
export function* places(value: unknown): Generator<[type: string, field: string, value: unknown]> {
  if (Array.isArray(value)) for (const item of value) yield* places(item)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const [, type, field] = /^([A-Z][A-Za-z]*)_(\w+)$/.exec(key) ?? []
    if (type !== undefined && field !== undefined) yield [type, field, inner]
    yield* places(inner)
  }
}
