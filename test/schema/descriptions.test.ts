import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../schema/schema.ts'

/** Everything of the schema that a reader may ask "what is this?" about, with its description. */
function* described(type: GraphQLNamedType): Generator<[place: string, description: string | null | undefined]> {
  yield [type.name, type.description]
  if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description]
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description]
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field.description]
      for (const arg of field.args) yield [`${type.name}.${field.name}(${arg.name})`, arg.description]
    }
}

test('every type, field, argument and enum value says what it is, as a sentence', () => {
  const bad = Object.values(schema.getTypeMap())
    .filter(type => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap(type => [...described(type)])
    .filter(([, description]) => !description || description.trim().length < 6 || !/[.…)]$/.test(description.trim()))
  expect(bad).toEqual([])
})
