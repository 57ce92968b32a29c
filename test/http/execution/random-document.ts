import {
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  isUnionType,
} from 'graphql'
import type { RandomStream } from '../../../server/demo/random-stream.ts'

/**
 * A document made up from a schema: aliases, repeated fields, fragments within fragments, conditions written out and by
 * variables. It is not always valid, as the same name may stand for two things, but can always be executed.
 */
export function randomDocument(schema: GraphQLSchema, random: RandomStream, operation: 'query' | 'mutation') {
  const definitions: string[] = []
  const fragments: string[] = []
  const variableValues: Record<string, unknown> = {}
  const root = schema.getRootType(operation as never)!

  const variable = (type: string, value: unknown): string => {
    const name = `v${definitions.length}`
    definitions.push(`$${name}: ${type}`)
    variableValues[name] = value
    return `$${name}`
  }
  const condition = (): string => {
    if (!random.chance(0.15)) return ''
    const value = random.chance(0.6)
    const text = random.chance(0.5) ? variable('Boolean!', value) : String(value)
    return ` @${random.pick(['skip', 'include'])}(if: ${text})`
  }
  const field = (type: GraphQLCompositeType, depth: number): string => {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields())
    if (fields.length === 0 || random.chance(0.1)) return `__typename${condition()}`
    if (type === root && operation === 'query' && random.chance(0.05))
      return '__schema { queryType { name fields(includeDeprecated: true) { name type { kind ofType { name } } } } }'
    const { name, args, type: answered } = random.pick(fields)
    const given = args
      .filter(each => isNonNullType(each.type) || random.chance(0.3))
      .map(each => `${each.name}: ${variable(String(each.type), inputOf(each.type, random))}`)
    const alias = random.chance(0.2) ? `a${random.whole(0, 9)}: ` : ''
    const named = getNamedType(answered)
    if (isCompositeType(named) && depth === 0) return `__typename${condition()}`
    const inside = isCompositeType(named) ? ` ${selection(named, depth - 1)}` : ''
    return `${alias}${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${condition()}${inside}`
  }
  const fragment = (type: GraphQLCompositeType, depth: number): string => {
    const others: readonly GraphQLCompositeType[] = isAbstractType(type)
      ? schema.getPossibleTypes(type)
      : type.getInterfaces()
    const on = random.chance(0.3) || others.length === 0 ? type : random.pick(others)
    if (random.chance(0.5))
      return `...${random.chance(0.2) ? '' : ` on ${on.name}`}${condition()} ${selection(type, depth)}`
    const inside = selection(on, depth)
    const name = `F${fragments.length}`
    fragments.push(`fragment ${name} on ${on.name} ${inside}`)
    return `...${name}${condition()}`
  }
  const selection = (type: GraphQLCompositeType, depth: number): string => {
    const parts = Array.from({ length: random.whole(1, 5) }, () =>
      depth > 0 && random.chance(0.2) ? fragment(type, depth - 1) : field(type, depth),
    )
    return `{ ${parts.join(' ')} }`
  }

  const inside = selection(root, 4)
  const given = definitions.length > 0 ? `(${definitions.join(', ')})` : ''
  return { text: [`${operation} Random${given} ${inside}`, ...fragments].join('\n'), variableValues }
}

/** A value of an input type, only with what it must have. */
export function inputOf(type: GraphQLInputType, random: RandomStream): unknown {
  const inner = getNullableType(type)
  if (isListType(inner)) return [inputOf(inner.ofType, random)]
  if (isEnumType(inner)) return inner.getValues()[0]?.name
  if (isInputObjectType(inner)) {
    const fields = Object.values(inner.getFields())
    const needed = inner.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField)
    return Object.fromEntries(needed.map(each => [each.name, inputOf(each.type, random)]))
  }
  const values: Readonly<Record<string, unknown>> = { Int: 3, Float: 1.5, Boolean: true, JSONObject: { a: [1] } }
  return values[String(inner)] ?? random.pick(['2026-06-01', 'text'])
}
