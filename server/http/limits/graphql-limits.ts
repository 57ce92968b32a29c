import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
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
import { deepValue, tooMuch, tooMuchIn } from './document-limits.ts'
import { tooMuchInVariables } from './variable-limits.ts'

/** Bounds on a query before it runs. Its cost is weighed by the schema when it runs. */
export function graphqlLimits(config: Config): Plugin<Context> {
  const ofValues = { depth: config.graphqlMaxDepth, listItems: config.graphqlMaxListItems }
  return {
    onParse: ({ setParseFn }) => setParseFn((source: Source) => parsed(source, config)),
    onValidate: ({ setValidationFn }) =>
      setValidationFn((schema: GraphQLSchema, document: DocumentNode, rules: readonly ValidationRule[]) => {
        const found = tooMuchIn(document, config)
        // Suggestions would spell out the schema to whoever guesses at it.
        return found ? [found] : validate(schema, document, rules, { hideSuggestions: true })
      }),
    // The schema describes what the product can do to whoever may use it, not to passers-by: to them every type is
    // unknown, as an id of another organization is.
    onExecute: ({ args, setResultAndStopExecution }) => {
      const operation = getOperationAST(args.document, args.operationName)
      const found = operation && tooMuchInVariables(args.schema, operation, args.variableValues ?? {}, ofValues)
      if (found) return setResultAndStopExecution({ errors: [found] })
      const context: Context = args.contextValue
      if (isMember(context.viewer)) return
      args.document = withoutTypeNames(args.document)
      if (!asksFor('__schema', args.document)) return
      const error = new GraphQLError('Describing the schema: sign in first', {
        extensions: { code: 'UNAUTHENTICATED' },
      })
      setResultAndStopExecution({ errors: [error] })
    },
    onSubscribe: ({ args, setResultAndStopExecution }) => {
      const operation = getOperationAST(args.document, args.operationName)
      const found = operation && tooMuchInVariables(args.schema, operation, args.variableValues ?? {}, ofValues)
      if (found) setResultAndStopExecution({ errors: [found] })
    },
  }
}

type Source = Parameters<typeof parse>[0]

/** The parser goes down with what is nested; a document of brackets alone ends its stack before its tokens. */
function parsed(source: Source, { graphqlMaxTokens: maxTokens, graphqlMaxDepth }: Config): DocumentNode {
  try {
    return parse(source, { maxTokens })
  } catch (error) {
    if (error instanceof RangeError) throw tooMuch('TOO_DEEP', deepValue(graphqlMaxDepth))
    throw error
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
