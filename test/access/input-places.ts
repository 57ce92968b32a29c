import { type GraphQLInputType, getNamedType, isInputObjectType, isObjectType, isScalarType } from 'graphql'
import { schema } from '../../schema/schema.ts'

/** Where a text can be sent: "Query.metrics.query.where.clients". */
export interface InputPlace {
  readonly place: string
  readonly scalar: string
}

/** Scalars that cannot name anything. */
const plain = new Set(['Int', 'Float', 'Boolean', 'Date', 'DateTime', 'Month', 'File'])

/** Every argument and input field of the schema that can name something that is stored: ids, texts, JSON. */
export const inputPlaces: readonly InputPlace[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(type => !type.name.startsWith('__'))
  .flatMap(type =>
    Object.values(type.getFields()).flatMap(field =>
      field.args.flatMap(arg => within(arg.type, [type.name, field.name, arg.name], [])),
    ),
  )

function within(type: GraphQLInputType, path: readonly string[], seen: readonly string[]): InputPlace[] {
  const named = getNamedType(type)
  if (isInputObjectType(named)) {
    if (seen.includes(named.name)) return []
    return Object.values(named.getFields()).flatMap(field =>
      within(field.type, [...path, field.name], [...seen, named.name]),
    )
  }
  return isScalarType(named) && !plain.has(named.name) ? [{ place: path.join('.'), scalar: named.name }] : []
}
