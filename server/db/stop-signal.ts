import { AsyncLocalStorage } from 'node:async_hooks'
import type { KyselyPlugin } from 'kysely'

const signals = new AsyncLocalStorage<AbortSignal>()

/** Work that runs its statements only as long as the signal lets it: once aborted, its next statement throws. */
export const untilStopped = <T>(signal: AbortSignal, work: () => T): T => signals.run(signal, work)

/** Whether the work at hand may be stopped, so that no statement of it may outlive its time. */
export const mayBeStopped = (): boolean => signals.getStore() !== undefined

/** Throws the reason of the signal where the work at hand has been stopped. */
export const stopHere = (): void => signals.getStore()?.throwIfAborted()

/** Looks before each statement whether there is still anybody who waits for it. */
export const stopping: KyselyPlugin = {
  transformQuery: ({ node }) => {
    stopHere()
    return node
  },
  transformResult: async ({ result }) => result,
}
