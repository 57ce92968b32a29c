import type { Plugin } from 'graphql-yoga'

/** Ends every subscription when the server stops: nobody would keep it from ending for its whole grace only by listening. */
export const endSubscriptions = (stopping: AbortSignal): Plugin => ({
  onSubscribe: () => ({
    onSubscribeResult: ({ result, setResult }) => {
      if (Symbol.asyncIterator in result) setResult(until(stopping, result as AsyncIterable<never>))
    },
  }),
})

/** The values until the signal is aborted, then an end as if there were no more. */
function until<T>(signal: AbortSignal, values: AsyncIterable<T>): AsyncIterableIterator<T> {
  const iterator = values[Symbol.asyncIterator]()
  const over = { done: true as const, value: undefined }
  const { promise: aborted, resolve } = Promise.withResolvers<typeof over>()
  const end = () => resolve(over)
  if (signal.aborted) end()
  signal.addEventListener('abort', end)
  const close = () => {
    signal.removeEventListener('abort', end)
    // Not waited for: a source that sleeps hears of it when it wakes.
    void Promise.resolve(iterator.return?.()).catch(() => undefined)
    return over
  }
  return {
    next: async () => {
      const next = await Promise.race([iterator.next(), aborted])
      return next.done ? close() : next
    },
    return: async () => close(),
    throw: async error => {
      close()
      throw error
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
