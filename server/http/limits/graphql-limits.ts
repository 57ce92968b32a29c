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
import { aliasLimit, depthLimit } from './document-limits.ts'

/** Bounds on a query before it runs: words, aliases, depth. Its cost is weighed by the schema when it runs. */
export function graphqlLimits(config: Config): Plugin<Context> {
  const rules = [aliasLimit(config.graphqlMaxAliases), depthLimit(config.graphqlMaxDepth)]
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
    // The schema describes what the product can do to whoever may use it, not to passers-by.
    onExecute: ({ args, setResultAndStopExecution }) => {
      const context: Context = args.contextValue
      if (isMember(context.viewer) || !introspects(args.document)) return
      const error = new GraphQLError('Describing the schema: sign in first', {
        extensions: { code: 'UNAUTHENTICATED' },
      })
      setResultAndStopExecution({ errors: [error] })
    },
  }
}

const answers = new WeakMap<DocumentNode, boolean>()

function introspects(document: DocumentNode): boolean {
  const known = answers.get(document)
  if (known !== undefined) return known
  let found = false
  visit(document, {
    [Kind.FIELD]: node => {
      found ||= node.name.value === '__schema' || node.name.value === '__type'
    },
  })
  answers.set(document, found)
  return found
}
