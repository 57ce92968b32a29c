import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../../schema/context.ts'
import type { RateLimit } from './rate-limit.ts'
import { machine, tooMany } from './rate-limits.ts'

/**
 * Counts each attempt to prove who one is, for the address it comes from: however many of them one request holds under
 * different aliases. They are the root fields with arguments that anybody may use: sign-in, refresh, invitations.
 */
export const attemptsPlugin = (limit: RateLimit | null): Plugin<Context> => ({
  onExecute: async ({ args, setResultAndStopExecution }) => {
    if (limit === null) return
    const attempts = attemptsIn(args.schema, args.document, args.operationName ?? null)
    if (attempts === 0) return
    const context: Context = args.contextValue
    const counted = await limit.count(machine(context.viewer.origin?.address ?? null), attempts)
    if (counted.allowed) return
    const http = { status: 429, headers: { 'retry-after': String(counted.seconds) } }
    const extensions = { code: 'TOO_MANY_REQUESTS', http }
    setResultAndStopExecution({ errors: [new GraphQLError(tooMany('attempts', limit, counted), { extensions })] })
  },
})

/** How many fields of an operation are attempts; what is asked twice under one name runs once. */
function attemptsIn(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): number {
  const operation = getOperationAST(document, operationName)
  const root = operation && schema.getRootType(operation.operation)
  if (!operation || !root) return 0
  const fields = root.getFields()
  const attempts = new Set<string>()
  const followed = new Set<string>()
  const look = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const field = fields[selection.name.value]
        if (field && field.args.length > 0 && isOpen(field.extensions))
          attempts.add((selection.alias ?? selection.name).value)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet)
      else if (!followed.has(selection.name.value)) {
        followed.add(selection.name.value)
        for (const definition of document.definitions)
          if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value)
            look(definition.selectionSet)
      }
    }
  }
  look(operation.selectionSet)
  return attempts.size
}

/** Whether the rule of a root field lets everybody through. */
const isOpen = (extensions: Readonly<Record<string, unknown>>): boolean =>
  (extensions.pothosOptions as { authScopes?: { public?: boolean } } | undefined)?.authScopes?.public === true
