import type { Plugin } from 'graphql-yoga'
import type { Context } from '../../../schema/context.ts'
import { isRepeatable } from './is-repeatable.ts'
import type { KeptAnswer } from './kept-answers.ts'

/** A request whose answer may be kept: what becomes of it is noted here while it is worked out. */
export interface Keeping {
  /** What was read of persons; null until the answer is known to be one that can be given again. */
  personal: ReadonlyMap<string, number> | null
  keep(answer: KeptAnswer): void
}

/** Hands answers over that can be given again: of fields that are repeatable, without any error or refusal. */
export const keepAnswers: Plugin<
  Context & { readonly keeping?: Keeping | null },
  { readonly keeping?: Keeping | null }
> = {
  onExecute: ({ args }) => {
    const { keeping, audit, refusals } = args.contextValue as Context & { keeping?: Keeping | null }
    if (!keeping || !isRepeatable(args.document, args.operationName)) return
    // Taken now: what is noted is written down and forgotten when the request is answered.
    return {
      onExecuteDone: ({ result }) => {
        const clean = 'data' in result && result.data && !result.errors && refusals.fields.length === 0
        if (clean && !audit.refusedAny) keeping.personal = audit.read
      },
    }
  },
  onResponse: async ({ response, serverContext }) => {
    const { keeping } = serverContext
    if (!keeping?.personal || response.status !== 200) return
    // The bytes that yoga made the response of, and sends: reading them takes nothing from it.
    const bytes = await response.bytes()
    const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const contentType = response.headers.get('content-type')
    if (contentType !== null) keeping.keep({ contentType, body, personal: keeping.personal })
  },
}
