import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  type ValidationRule,
  validate,
  visit,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../../schema/context.ts'
import { isMember } from '../../access/policy.ts'
import type { Config } from '../../config.ts'
import { aliasLimit, deepVariables, depthLimit, valueDepthLimit } from './document-limits.ts'

/** Bounds on a query before it runs: words, aliases, depth. Its cost is weighed by the schema when it runs. */
export function graphqlLimits(config: Config): Plugin<Context> {
  const maxDepth = config.graphqlMaxDepth
  const rules = [aliasLimit(config.graphqlMaxAliases), depthLimit(maxDepth), valueDepthLimit(maxDepth)]
  return {
    onParse: ({ setParseFn }) =>
      setParseFn((source: Parameters<typeof parse>[0]) => parse(source, { maxTokens: config.graphqlMaxTokens })),
    onValidate: ({ addValidationRule, setValidationFn }) => {
      for (const rule of rules) addValidationRule(rule)
      // Suggestions would spell out the schema to whoever guesses at it.
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, given: readonly ValidationRule[]) =>
        validate(schema, document, given, { hideSuggestions: true }),
      )
    },
    // The schema describes what the product can do to whoever may use it, not to passers-by: to them every type is
    // unknown, as an id of another organization is.
    onExecute: ({ args, setResultAndStopExecution }) => {
      const tooDeep = deepVariables(args.variableValues, maxDepth)
      if (tooDeep) return setResultAndStopExecution({ errors: [tooDeep] })
      const context: Context = args.contextValue
      if (isMember(context.viewer)) return
      args.document = withoutTypeNames(args.document)
      if (!asksFor('__schema', args.document)) return
      const error = new GraphQLError('Describing the schema: sign in first', {
        extensions: { code: 'UNAUTHENTICATED' },
      })
      setResultAndStopExecution({ errors: [error] })
    },
  }
}

function asksFor(field: string, document: DocumentNode): boolean {
  let found = false
  visit(document, {
    Field: node => {
      found ||= node.name.value === field
    },
  })
  return found
}

/** The same document asking for a type that does not exist wherever it asks for one by name. */
function withoutTypeNames(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: node =>
      node.name.value === '__type'
        ? { ...node, arguments: node.arguments?.map(each => ({ ...each, value: { kind: Kind.STRING, value: '' } })) }
        : undefined,
  })
}
