import {
  type GraphQLAbstractType,
  type GraphQLNamedOutputType,
  type GraphQLNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
} from 'graphql'
import { type RandomStream, randomStream } from '../../../server/demo/random-stream.ts'

/** What the world of an execution follows from. */
export interface RandomWorld {
  readonly seed: number
  /** How much goes wrong: 0 to 1. */
  readonly trouble: number
}

const texts = [
  '',
  'plain',
  'a "quote" and \\',
  'line\nbreak',
  'tab\t',
  '\u0000',
  'é−',
  '😀',
  '\ud800 alone',
  'x'.repeat(60),
  '\u2028',
]

/**
 * Gives every field of a schema, for half of them by its object's property, a value that follows from the seed and the
 * place alone: of its type, or wrong, or null; thrown, returned as an error, promised, promised late, rejected.
 */
export function fillWithChance(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    const style = randomStream(1, type.name)
    if (isAbstractType(type) && style.chance(0.5)) type.resolveType = value => resolvedType(value as Thing)
    if (!isObjectType(type)) continue
    if (style.chance(0.2)) type.isTypeOf = value => sure((value as Thing)?.place)
    for (const field of Object.values(type.getFields())) {
      if (!isRoot(schema, type) && style.chance(0.5)) continue
      field.resolve = (_source, _given, world: RandomWorld, info) =>
        settled(schema, world, field.type, responsePathAsArray(info.path).join('.'))
    }
  }
}

const isRoot = (schema: GraphQLSchema, type: GraphQLObjectType): boolean =>
  type === schema.getQueryType() || type === schema.getMutationType()

interface Thing {
  readonly __typename: string
  readonly place: string
}
const sure = (place = '') => (place.length % 3 === 0 ? Promise.resolve(true) : true)
const resolvedType = ({ __typename, place }: Thing) => {
  if (place.length % 11 === 0) return place.length % 2 === 0 ? 'Nothing' : undefined
  return place.length % 3 === 0 ? Promise.resolve(__typename) : __typename
}

/** The value of a field, in one of the ways a resolver gives one. */
function settled(schema: GraphQLSchema, world: RandomWorld, type: GraphQLOutputType, place: string): unknown {
  const random = randomStream(world.seed, place)
  const trouble = random.next() * 10
  if (trouble < world.trouble) throw new Error(`thrown at ${place}`)
  if (trouble < world.trouble * 1.5) return new Error(`returned at ${place}`)
  if (trouble < world.trouble * 2) return Promise.reject(new Error(`rejected at ${place}`))
  if (trouble < world.trouble * 2.2) return Promise.reject(`no error at ${place}`)
  if (trouble < world.trouble * 2.5)
    return soon(random.whole(1, 3)).then(() => Promise.reject(new Error(`late ${place}`)))
  const value = valueAt(schema, world, type, place, random)
  if (random.chance(0.2)) return Promise.resolve(value)
  if (random.chance(0.1)) return soon(random.whole(1, 3)).then(() => value)
  return value
}

/** Turns of the event loop; how many ticks of one turn a promise takes is nobody's business. */
async function soon(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise(resolve => setImmediate(resolve))
}

function valueAt(
  schema: GraphQLSchema,
  world: RandomWorld,
  type: GraphQLOutputType,
  place: string,
  random: RandomStream,
): unknown {
  if (random.chance(isNonNullType(type) ? world.trouble / 20 : 0.1)) return random.pick([null, undefined])
  const inner = getNullableType(type) as GraphQLNullableType & GraphQLOutputType
  if (isListType(inner)) {
    if (random.chance(world.trouble / 30)) return random.pick(['no list', 7])
    const items = Array.from({ length: random.whole(0, 3) }, (_, index) => {
      const at = `${place}[${index}]`
      const item = randomStream(world.seed, at)
      if (item.chance(world.trouble / 20)) return new Error(`item at ${at}`)
      const value = valueAt(schema, world, inner.ofType, at, item)
      return item.chance(0.1) ? Promise.resolve(value) : value
    })
    return random.chance(0.1) ? new Set(items).values() : items
  }
  return namedValue(schema, world, inner as GraphQLNamedOutputType, place, random)
}

function namedValue(
  schema: GraphQLSchema,
  world: RandomWorld,
  type: GraphQLNamedOutputType,
  place: string,
  random: RandomStream,
): unknown {
  if (isObjectType(type)) return thing(schema, world, type, place)
  if (isAbstractType(type))
    return thing(schema, world, random.pick(schema.getPossibleTypes(type as GraphQLAbstractType)), place)
  const isWrong = random.chance(world.trouble / 10)
  if (isEnumType(type)) return isWrong ? 'NOT_ONE' : random.pick(type.getValues()).value
  const some: Readonly<Record<string, () => unknown>> = {
    Int: () => random.pick([0, -1, 12, 2 ** 31 - 1, '7', true, -0]),
    Float: () => random.pick([0, -0, 0.1 + 0.2, 1e21, -1.5e-9, 12, '2.5', true]),
    Boolean: () => random.pick([true, false, 1, 0]),
    String: () => random.pick([...texts, 5, true]),
    ID: () => random.pick([...texts, 5]),
  }
  const usual = some[type.name]
  if (!usual) return random.pick([...texts, 4, Number.NaN, { b: 1, a: [null, 'x'] }, [1, '"']])
  return isWrong ? random.pick([Number.NaN, {}, Symbol.iterator, 2 ** 40, () => 'called']) : usual()
}

/** An object whose properties come into being when they are read. */
function thing(schema: GraphQLSchema, world: RandomWorld, type: GraphQLObjectType, place: string): Thing {
  const made = { __typename: type.name, place }
  for (const { name, type: answered } of Object.values(type.getFields())) {
    const at = `${place}~${name}`
    const isMethod = randomStream(world.seed, `${at} method`).chance(0.1)
    const get = () => settled(schema, world, answered, at)
    Object.defineProperty(made, name, isMethod ? { value: get } : { get })
  }
  return made
}
