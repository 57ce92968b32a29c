import {
  GraphQLBoolean,
  type GraphQLEnumType,
  GraphQLError,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql'
import { jsonText } from './json-text.ts'

/** Writes a value of a scalar or enum that is not null; throws where it is none. */
export type LeafWriter = (value: unknown) => string

const writers = new WeakMap<GraphQLLeafType, LeafWriter>()

/**
 * The writer of a leaf type, one for all plans. The usual values of the specified scalars and of enums are written at
 * once; all others go through the type's own serialize, so that they are refused or turned as it says.
 */
export function leafWriter(type: GraphQLLeafType): LeafWriter {
  const writer = writers.get(type) ?? newWriter(type)
  writers.set(type, writer)
  return writer
}

function newWriter(type: GraphQLLeafType): LeafWriter {
  const otherwise: LeafWriter = value => serialized(type, value)
  if (isEnumType(type)) return enumWriter(type, otherwise)
  switch (type) {
    case GraphQLString:
    case GraphQLID:
      return value => (typeof value === 'string' ? jsonText(value) : otherwise(value))
    case GraphQLFloat:
      return value => (typeof value === 'number' && Number.isFinite(value) ? `${value}` : otherwise(value))
    case GraphQLInt:
      return value => (typeof value === 'number' && (value | 0) === value ? `${value}` : otherwise(value))
    case GraphQLBoolean:
      return value => (typeof value === 'boolean' ? `${value}` : otherwise(value))
    default:
      return otherwise
  }
}

function enumWriter(type: GraphQLEnumType, otherwise: LeafWriter): LeafWriter {
  const names = new Map(type.getValues().map(({ name, value }) => [value, JSON.stringify(name)]))
  return value => names.get(value) ?? otherwise(value)
}

function serialized(type: GraphQLLeafType, value: unknown): string {
  const found: unknown = serialize(type, value)
  if (found === null || found === undefined)
    throw new Error(`Writing a value of ${type.name}: its serialize answered ${found}`)
  const text = JSON.stringify(found) as string | undefined
  if (text === undefined) throw new Error(`Writing a value of ${type.name}: JSON has no ${typeof found}`)
  return text
}

/** A value that is none of its type is a failure of ours, not of whoever asks: no error that says its own words. */
function serialize(type: GraphQLLeafType, value: unknown): unknown {
  try {
    return type.serialize(value)
  } catch (error) {
    throw error instanceof GraphQLError ? new Error(error.message) : error
  }
}
