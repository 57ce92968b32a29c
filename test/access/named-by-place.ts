import { type GraphQLField, getNamedType, isCompositeType, isObjectType } from 'graphql'
import { schema } from '../../schema/schema.ts'
import { wholeSelection } from '../support/whole-query.ts'
import { baseForPlace } from './reference-arguments.ts'

/** How an object is come by, for the fields of it that take arguments. */
const ways: Readonly<Record<string, (field: string) => string>> = {
  Client: field => `query { client(name: "Acme Dental") { ${field} } }`,
  Snapshot: field => `query { snapshots(first: 1) { nodes { ${field} } } }`,
  Viewer: field => `query { viewer { ${field} } }`,
  DriverRows: field =>
    `query { explain(input: {metric: "revenue", period: {named: "2026-06"}, against: PREVIOUS_PERIOD}) { drivers { rows { ${field} } } } }`,
}

/** A document in which a place holds a value, and everything is selected that can be reached from it. */
export function documentAt(place: string, value: unknown): string {
  const [typeName = '', fieldName = '', ...steps] = place.split('.')
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${place}: there is no type ${typeName}`)
  const field = type.getFields()[fieldName] as GraphQLField<unknown, unknown>
  const args = placed(baseForPlace(place), steps, value)
  // A page is read backwards with before.
  if (steps.at(-1) === 'before') Object.assign(args, { last: 5 })
  const named = getNamedType(field.type)
  const selection = isCompositeType(named) ? wholeSelection(schema, named, [typeName]) : ''
  const text = `${fieldName}${literalArguments(args)} ${selection}`
  const way = ways[typeName]
  if (way) return way(text)
  const operation = typeName.toLowerCase()
  if (!['query', 'mutation', 'subscription'].includes(operation))
    throw new Error(`${place}: say in test/access/named-by-place.ts how a ${typeName} is come by`)
  return `${operation}${fieldName === 'uploadSnapshot' ? ' ($file: File!)' : ''} { ${text} }`
}

/** The arguments with a value put where the steps lead; a list stands for its first entry. */
function placed(base: object, steps: readonly string[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(base) as Record<string, unknown>
  let at = copy
  for (const step of steps.slice(0, -1)) {
    at[step] ??= {}
    const next = at[step]
    at = (Array.isArray(next) ? next[0] : next) as Record<string, unknown>
  }
  at[steps.at(-1) ?? ''] = value
  return copy
}

const literalArguments = (args: Readonly<Record<string, unknown>>): string => {
  const entries = Object.entries(args)
  return entries.length === 0 ? '' : `(${entries.map(([name, value]) => `${name}: ${literal(value)}`).join(', ')})`
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if ('word' in value) return String(value.word)
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name}: ${literal(inner)}`)
    .join(', ')}}`
}
