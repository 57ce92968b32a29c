import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../schema/context.ts'
import { isMember } from '../access/policy.ts'
import { recordRefusals } from '../accounts/record-refusals.ts'

/** Adds what was masked to the errors of the answer, and writes what was refused to the audit log. */
export const refusalsPlugin: Plugin<Context> = {
  onExecute: () => ({
    onExecuteDone: ({ args, result, setResult }) => {
      const context: Context = args.contextValue
      const { refusals } = context
      if (!('errors' in result || 'data' in result)) return
      if (refusals.errors.length > 0) setResult({ ...result, errors: [...(result.errors ?? []), ...refusals.errors] })
      noteRefusals(context)
    },
  }),
}

export function noteRefusals({ refusals, viewer, accounts, now, later }: Context): void {
  if (refusals.fields.length > 0 && isMember(viewer))
    later(() => recordRefusals(accounts, viewer, refusals.fields, now))
}
