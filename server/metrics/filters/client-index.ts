import type { ClientName } from '../names/names.ts'

interface ClientIndex {
  readonly byName: ReadonlyMap<string, readonly ClientName[]>
  readonly byExternalId: ReadonlyMap<string | null, readonly ClientName[]>
  readonly names: readonly string[]
}

const known = new WeakMap<ReadonlyMap<number, ClientName>, ClientIndex>()

/** Clients by what people call them. Made once a list: a sheet of formulas looks up a thousand names in one. */
export function clientIndex(clients: ReadonlyMap<number, ClientName>): ClientIndex {
  const made = known.get(clients)
  if (made) return made
  const all = [...clients.values()]
  const index = {
    byName: Map.groupBy(all, client => client.normalName),
    byExternalId: Map.groupBy(all, client => client.externalId),
    names: all.map(client => client.name),
  }
  known.set(clients, index)
  return index
}
