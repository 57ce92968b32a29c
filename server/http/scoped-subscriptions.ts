import type { Plugin } from 'graphql-yoga'
import { boundToScope } from '../db/row-level-security/tenant-scope.ts'

/** What a subscription tells is read long after its request, by whoever writes the answer: within its scope all the same. */
export const scopedSubscriptions: Plugin = {
  onSubscribe: () => ({
    onSubscribeResult: ({ result, setResult }) => {
      if (Symbol.asyncIterator in result) setResult(boundToScope(result))
    },
  }),
}
