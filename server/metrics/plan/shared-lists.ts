import type { SqlEntityManager } from '@mikro-orm/sql'

/** Lists that were read before, by name. */
export type Lists = Map<string, Promise<unknown>>

/** States of data whose lists are kept, for each database. */
const STATES = 16

const byDatabase = new WeakMap<object, Map<string, Lists>>()

/**
 * The lists of one state of an organization's data. Data changes only together with its version, so what was read of a
 * version holds for every reader of it: clients, staff, licenses and rates are read once an upload, not once a
 * question. Inside a transaction nothing is shared, as its state may never come to be.
 */
export function sharedLists(em: SqlEntityManager, state: readonly (number | null)[]): Lists {
  if (em.isInTransaction()) return new Map()
  const database = em.getDriver()
  const states = byDatabase.get(database) ?? new Map<string, Lists>()
  byDatabase.set(database, states)
  const key = state.join()
  const lists: Lists = states.get(key) ?? new Map()
  // The one used last goes to the end; the first is the one that nobody asked for longest.
  states.delete(key)
  states.set(key, lists)
  if (states.size > STATES) states.delete(states.keys().next().value!)
  return lists
}
