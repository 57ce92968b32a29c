import type { SqlEntityManager } from '@mikro-orm/sql'

/** Lists that were read before, by name. */
export class Lists extends Map<string, Promise<unknown>> {
  /** Names of those that uploads of other datasets leave as they are. */
  readonly lasting = new Set<string>()
  /** Such lists of earlier states that were not asked for since, with the last snapshot of their state. */
  readonly earlier = new Map<string, { readonly list: Promise<unknown>; readonly snapshot: number }>()
}

/** What uploads since an earlier state make of a list. */
export interface Lasting<T> {
  /** Whether nothing that it rests on was uploaded or reverted after that snapshot. */
  readonly standsSince: (snapshot: number) => Promise<boolean>
  /** The list with what has come since; else it is read anew. */
  readonly continued?: (earlier: T) => Promise<T>
}

/** What is known under a name, read where it is not; a failure is not kept. */
export function knownOnce<T>(
  lists: Lists,
  name: string,
  read: () => Promise<T>,
  lasting: Lasting<T> | null = null,
): Promise<T> {
  const known = lists.get(name) as Promise<T> | undefined
  if (known) return known
  const reading = lasting ? lastingOrRead(lists, name, read, lasting) : read()
  lists.set(name, reading)
  if (lasting) lists.lasting.add(name)
  reading.catch(() => lists.delete(name))
  return reading
}

async function lastingOrRead<T>(
  lists: Lists,
  name: string,
  read: () => Promise<T>,
  { standsSince, continued }: Lasting<T>,
): Promise<T> {
  const earlier = lists.earlier.get(name)
  lists.earlier.delete(name)
  if (!earlier) return await read()
  const [found] = await Promise.allSettled([earlier.list as Promise<T>])
  if (found.status === 'rejected') return await read()
  if (await standsSince(earlier.snapshot)) return found.value
  return await (continued ? continued(found.value) : read())
}

/** States of data whose lists are kept, for each database. */
const STATES = 16

/** Organization, version of its data, and the snapshot asked as of; null: now. */
type State = readonly [organizationId: number, version: number, asOf: number | null]

interface Kept {
  readonly state: State
  readonly lists: Lists
  /** Null: not known. */
  readonly snapshot: number | null
}

const isOlder = ([ofOrganization, ofVersion, ofAsOf]: State, [organizationId, version, asOf]: State): boolean =>
  ofOrganization === organizationId && ofAsOf === asOf && ofVersion < version

const byDatabase = new WeakMap<object, Map<string, Kept>>()

/**
 * The lists of one state of an organization's data. Data changes only together with its version, so what was read of a
 * version holds for every reader of it: clients, staff, licenses and rates are read once an upload, not once a
 * question. Inside a transaction nothing is shared, as its state may never come to be. A version makes room for the next
 * one: the sums of a large organization take megabytes. Where nothing but uploads lies between, the next one may go on
 * with its lists.
 * @param snapshot the last one of the state; null: the lists of an earlier one are of no use to it
 */
export function sharedLists(
  em: Pick<SqlEntityManager, 'isInTransaction' | 'getDriver'>,
  state: State,
  snapshot: number | null = null,
): Lists {
  if (em.isInTransaction()) return new Lists()
  const database = em.getDriver()
  const states = byDatabase.get(database) ?? new Map<string, Kept>()
  byDatabase.set(database, states)
  const key = state.join()
  const kept = states.get(key) ?? { state, lists: new Lists(), snapshot }
  if (!states.has(key))
    for (const [name, older] of states) {
      if (!isOlder(older.state, state)) continue
      states.delete(name)
      goOn(kept, older)
    }
  // The one used last goes to the end; the first is the one that nobody asked for longest.
  states.delete(key)
  states.set(key, kept)
  if (states.size > STATES) states.delete(states.keys().next().value!)
  return kept.lists
}

/**
 * Hands lists on. Each upload and revert is one snapshot and one version; whatever else changes the data, such as an
 * erasure, is a version alone, and nothing read before it can be trusted.
 */
function goOn({ state: [, version], snapshot, lists }: Kept, { state: [, before], snapshot: last, lists: old }: Kept) {
  if (snapshot === null || last === null || version - before !== snapshot - last) return
  for (const [name, earlier] of old.earlier) lists.earlier.set(name, earlier)
  for (const name of old.lasting) {
    const list = old.get(name)
    if (list) lists.earlier.set(name, { list, snapshot: last })
  }
}
