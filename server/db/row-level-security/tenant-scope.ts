import { AsyncLocalStorage } from 'node:async_hooks'

/** Whose rows the work at hand may meet: those of one organization, those of every one, or none. */
export type TenantScope = number | 'every' | null

/**
 * Work that meets rows of several organizations, or of one that is not known yet. Nothing else may; a test holds where
 * each of them is used.
 */
export const acrossOrganizations = {
  migrations: 'Tables are brought up to date for everybody at once.',
  'who asks': 'A session or a key says itself to which organization it belongs.',
  'signing in': 'An address or a token is looked up before it is known where it belongs.',
  'own account': 'What people do to their own account holds, and is logged, in each organization they belong to.',
  erasure: 'An account that belongs to another organization as well is that one’s to erase: this has to be looked up.',
  'job queue': 'Jobs of all organizations wait in one queue, and schedules queue one for each.',
  'command line': 'Whoever may run commands on the server names the organization, or means all of them.',
  backup: 'A backup holds everything.',
} as const
export type AcrossOrganizations = keyof typeof acrossOrganizations

const scopes = new AsyncLocalStorage<TenantScope>()

/** Everything that the work does, and what it leaves to be done later, meets rows of this organization only. */
export const withTenant = <T>(organizationId: number, work: () => T): T => scopes.run(organizationId, work)

/** The work meets rows of every organization, for one of the reasons there are. */
export const withoutTenant = <T>(_reason: AcrossOrganizations, work: () => T): T => scopes.run('every', work)

/** The work meets no row of any organization, whatever was running where it was started: how a request begins. */
export const withNoTenant = <T>(work: () => T): T => scopes.run(null, work)

/** The scope that was entered last; undefined where none was. */
export const enteredScope = (): TenantScope | undefined => scopes.getStore()

/** The same values, each of them worked out within the scope that holds now: for what is read long after, elsewhere. */
export function boundToScope<T>(values: AsyncIterable<T>): AsyncIterableIterator<T> {
  const inScope = AsyncLocalStorage.snapshot()
  const iterator = values[Symbol.asyncIterator]()
  const ended = async (): Promise<IteratorResult<T>> => ({ done: true, value: undefined })
  return {
    next: () => inScope(() => iterator.next()),
    return: value => inScope(() => iterator.return?.(value) ?? ended()),
    throw: error => inScope(() => iterator.throw?.(error) ?? Promise.reject(error)),
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
