import { AsyncLocalStorage } from 'node:async_hooks'

/** What every line says that is logged while some work is done, e.g. the request it is done for. */
export type LogFields = Readonly<Record<string, string | number>>

const scope = new AsyncLocalStorage<LogFields>()

/** Lines logged by the work, and by what it leaves to be done later, carry these fields. */
export const whileLogging = <T>(fields: LogFields, work: () => T): T =>
  scope.run({ ...scope.getStore(), ...fields }, work)

/** The fields of the work at hand. */
export const loggedFields = (): LogFields => scope.getStore() ?? {}
