import {
  type ASTNode,
  BREAK,
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import type { Config } from '../../config.ts'
import { extentOfOperations } from './extent-of-operations.ts'

export type DocumentLimits = Pick<
  Config,
  | 'graphqlMaxDepth'
  | 'graphqlMaxAliases'
  | 'graphqlMaxFields'
  | 'graphqlMaxDirectives'
  | 'graphqlMaxListItems'
  | 'graphqlMaxOperations'
>

/**
 * What is too much of in a document: the first limit it passes, or null. Looked at before the document is compared with
 * the schema, as that takes more than proportionally long for some of these.
 */
export function tooMuchIn(document: DocumentNode, limits: DocumentLimits): GraphQLError | null {
  const { graphqlMaxOperations, graphqlMaxFields, graphqlMaxDepth } = limits
  const operations = document.definitions.filter(each => each.kind === Kind.OPERATION_DEFINITION)
  if (operations.length > graphqlMaxOperations)
    return tooMuch('TOO_MANY_OPERATIONS', `it holds more than ${graphqlMaxOperations} operations; split it`)
  const flood = floodIn(document, limits)
  if (flood) return flood
  const extents = extentOfOperations(document)
  for (const operation of operations as OperationDefinitionNode[]) {
    const { depth, fields } = extents(operation)
    if (depth > graphqlMaxDepth)
      return tooMuch(
        'TOO_DEEP',
        `it is nested ${depth} levels deep, the limit is ${graphqlMaxDepth}; split it`,
        operation,
      )
    if (fields > graphqlMaxFields)
      return tooMuch(
        'TOO_MANY_FIELDS',
        `it has more than ${graphqlMaxFields} fields, those of fragments counted wherever they are used; split it`,
        operation,
      )
  }
  return null
}

/** What is repeated too often, or nested too deep, as it is written. */
function floodIn(document: DocumentNode, limits: DocumentLimits): GraphQLError | null {
  const { graphqlMaxAliases, graphqlMaxDirectives, graphqlMaxListItems, graphqlMaxDepth } = limits
  let [aliases, directives, depth] = [0, 0, 0]
  let found: GraphQLError | null = null
  const stop = (code: string, text: string, node: ASTNode) => {
    found = tooMuch(code, text, node)
    return BREAK
  }
  const value = {
    enter: (node: ASTNode) => {
      if (++depth > graphqlMaxDepth) return stop('TOO_DEEP', deepValue(graphqlMaxDepth), node)
      if (node.kind === Kind.LIST && node.values.length > graphqlMaxListItems)
        return stop('LIST_TOO_LONG', longList(graphqlMaxListItems), node)
      return undefined
    },
    leave: () => {
      depth--
    },
  }
  visit(document, {
    Directive: node =>
      ++directives > graphqlMaxDirectives
        ? stop('TOO_MANY_DIRECTIVES', `it has more than ${graphqlMaxDirectives} directives; leave some out`, node)
        : undefined,
    SelectionSet: node => {
      aliases += aliasesIn(node)
      return aliases > graphqlMaxAliases
        ? stop('TOO_MANY_ALIASES', `it has more than ${graphqlMaxAliases} aliases and repeated fields; split it`, node)
        : undefined
    },
    ListValue: value,
    ObjectValue: value,
    StringValue: node => {
      if (!node.value.includes('\0')) return undefined
      found = holdsNul(node)
      return BREAK
    },
  })
  return found
}

/** Aliases of a selection, and what stands in it again under the same name: both are worked on once more. */
function aliasesIn({ selections }: SelectionSetNode): number {
  const names = new Set<string>()
  let aliases = 0
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) continue
    if (selection.kind === Kind.FIELD && selection.alias) aliases++
    else if (names.has(`${selection.kind} ${selection.name.value}`)) aliases++
    names.add(`${selection.kind} ${selection.name.value}`)
  }
  return aliases
}

export const deepValue = (limit: number): string =>
  `a value in it is nested more than ${limit} levels deep; send a flatter one`
export const longList = (limit: number): string => `a list in its arguments has more than ${limit} items; ask in parts`

/** PostgreSQL has no such text, so it is nowhere to be found. */
export const holdsNul = (node?: ASTNode): GraphQLError =>
  new GraphQLError('Reading the query: a text in it holds the character U+0000; leave it out', {
    nodes: node ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  })

export const tooMuch = (code: string, found: string, node?: ASTNode): GraphQLError =>
  new GraphQLError(`Checking the query: ${found}`, { nodes: node ?? null, extensions: { code } })
