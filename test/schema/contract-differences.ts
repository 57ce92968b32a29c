import {
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
  print,
} from 'graphql'

/** Where a schema does not keep a contract written in the schema language; what it has besides is no difference. */
export const contractDifferences = (schema: GraphQLSchema, contract: string): string[] =>
  parse(contract).definitions.flatMap(definition => differencesOf(schema, definition))

function differencesOf(schema: GraphQLSchema, definition: DefinitionNode): string[] {
  if (!('name' in definition) || definition.name === undefined) return []
  const name = definition.name.value
  const type = schema.getType(name)
  if (definition.kind === 'EnumTypeDefinition' && isEnumType(type)) {
    const have = type.getValues().map(value => value.name)
    const missing = definition.values?.filter(value => !have.includes(value.name.value)) ?? []
    return missing.map(value => `${name}.${value.name.value} is missing`)
  }
  if (definition.kind === 'InputObjectTypeDefinition' && isInputObjectType(type)) {
    const have = Object.values(type.getFields())
    return inputDifferences(name, definition.fields ?? [], have, isRequiredInputField)
  }
  if (definition.kind === 'ObjectTypeDefinition' && (isObjectType(type) || isInterfaceType(type))) {
    const interfaces = type.getInterfaces().map(each => each.name)
    const lost = definition.interfaces?.filter(each => !interfaces.includes(each.name.value)) ?? []
    return [
      ...lost.map(each => `${name} is no ${each.name.value}`),
      ...(definition.fields ?? []).flatMap(field => fieldDifferences(name, field, type.getFields()[field.name.value])),
    ]
  }
  return [`${name} is missing or of another kind`]
}

function fieldDifferences(
  parent: string,
  field: FieldDefinitionNode,
  found: { readonly type: unknown; readonly args: readonly GraphQLArgument[] } | undefined,
): string[] {
  const name = `${parent}.${field.name.value}`
  if (!found) return [`${name} is missing`]
  const type = print(field.type)
  return [
    ...(String(found.type) === type ? [] : [`${name} is ${found.type}, not ${type}`]),
    ...inputDifferences(name, field.arguments ?? [], found.args, isRequiredArgument),
  ]
}

function inputDifferences<Input extends GraphQLArgument | GraphQLInputField>(
  parent: string,
  promised: readonly InputValueDefinitionNode[],
  have: readonly Input[],
  isRequired: (input: Input) => boolean,
): string[] {
  const names = promised.map(each => each.name.value)
  const demanded = have.filter(each => isRequired(each) && !names.includes(each.name))
  return [
    ...demanded.map(each => `${parent} asks for ${each.name} too`),
    ...promised.flatMap(each => {
      const found = have.find(({ name }) => name === each.name.value)
      if (!found) return [`${parent}(${each.name.value}) is missing`]
      const wanted = `${print(each.type)} = ${each.defaultValue ? print(each.defaultValue) : 'nothing'}`
      const now = `${found.type} = ${defaultOf(found.defaultValue)}`
      return wanted === now ? [] : [`${parent}(${each.name.value}) is ${now}, not ${wanted}`]
    }),
  ]
}

const defaultOf = (value: unknown): string =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)
