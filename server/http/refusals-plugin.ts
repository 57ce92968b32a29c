import { type ExecutionArgs, type ExecutionResult, getOperationAST, Kind } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../schema/context.ts'
import { Forbidden } from '../errors.ts'

/** Adds what was masked to the errors of the answer, and writes refusals and reads of personal data to the audit log. */
export const refusalsPlugin: Plugin<Context> = {
  onExecute: () => ({
    onExecuteDone: ({ args, result, setResult }) => {
      const context: Context = args.contextValue
      const { refusals } = context
      if (!('errors' in result || 'data' in result)) return
      noteForbidden(context, args, result)
      if (refusals.errors.length > 0) setResult({ ...result, errors: [...(result.errors ?? []), ...refusals.errors] })
      noteForAudit(context)
    },
  }),
  // What a subscription shows is written when it ends, however it does; one that was refused never begins.
  onSubscribe: () => ({
    onSubscribeResult: ({ args, result }) => {
      const context = args.contextValue as Context
      if (!(Symbol.asyncIterator in result)) noteForAudit(context)
      return { onEnd: () => noteForAudit(context) }
    },
  }),
}

/**
 * Notes root fields that were refused for what they were asked, as a metric of cost is to a Viewer, and not by their
 * rule. Whoever noted a refusal with more words is not noted again.
 */
function noteForbidden({ refusals }: Context, args: ExecutionArgs, { errors }: ExecutionResult): void {
  const operation = errors && getOperationAST(args.document, args.operationName)
  const root = operation && args.schema.getRootType(operation.operation)
  if (!root) return
  for (const { originalError, nodes, path } of errors) {
    const [node] = nodes ?? []
    if (!(originalError instanceof Forbidden) || path?.length !== 1 || node?.kind !== Kind.FIELD) continue
    const field = `${root.name}.${node.name.value}`
    if (refusals.fields.some(noted => noted.field === field)) continue
    refusals.note(field, originalError.lacking ?? 'more than the role has')
  }
}

/** Has what a request read of persons and what it was refused written to the audit log, after the answer. */
export function noteForAudit({ refusals, audit, later }: Context): void {
  for (const { field, scope } of refusals.fields) audit.refuse(field, scope)
  if (audit.pending) later(() => audit.flush())
}
