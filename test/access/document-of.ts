import { type GraphQLField, getNamedType, isCompositeType } from 'graphql'
import { schema } from '../../schema/schema.ts'
import { wholeSelection } from '../support/whole-query.ts'
import { argumentsOf } from './arguments.ts'

/** Every field of the schema that a document can begin with, subscriptions aside. */
export const rootFields = [schema.getQueryType(), schema.getMutationType()].flatMap(root =>
  Object.values(root?.getFields() ?? {}).map(field => ({ root: root?.name ?? '', field })),
)

/** A document that uses a root field and selects everything that can be reached from it, or what is said. */
export function documentOf(
  root: string,
  { name, type }: GraphQLField<unknown, unknown>,
  ids: Readonly<Record<string, string>>,
  selected?: string,
): string {
  const given = argumentsOf[`${root}.${name}`]
  if (!given) throw new Error(`test/access/arguments.ts lacks ${root}.${name}`)
  const named = getNamedType(type)
  const selection = isCompositeType(named) ? (selected ?? wholeSelection(schema, named)) : ''
  const head = root === 'Query' ? 'query' : 'mutation'
  const declared = name === 'uploadSnapshot' ? '($file: File!)' : ''
  return `${head} ${declared} { ${name}${given(ids)} ${selection} }`
}
