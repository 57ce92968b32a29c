import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../schema/context.ts'

/** Adds what was masked to the errors of the answer, and writes refusals and reads of personal data to the audit log. */
export const refusalsPlugin: Plugin<Context> = {
  onExecute: () => ({
    onExecuteDone: ({ args, result, setResult }) => {
      const context: Context = args.contextValue
      const { refusals } = context
      if (!('errors' in result || 'data' in result)) return
      if (refusals.errors.length > 0) setResult({ ...result, errors: [...(result.errors ?? []), ...refusals.errors] })
      noteForAudit(context)
    },
  }),
  // What a subscription shows is written when it ends, however it does.
  onSubscribe: () => ({
    onSubscribeResult: ({ args }) => ({ onEnd: () => noteForAudit(args.contextValue as Context) }),
  }),
}

/** Has what a request read of persons and what it was refused written to the audit log, after the answer. */
export function noteForAudit({ refusals, audit, later }: Context): void {
  for (const { field, scope } of refusals.fields) audit.refuse(field, scope)
  if (audit.pending) later(() => audit.flush())
}
