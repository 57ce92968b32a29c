import type { World } from './world.ts'

/** What a row says of its client; both null for time without a client. */
export interface ClientTraits {
  readonly client: string | null
  readonly industry: string | null
}

export function traitsOf(world: World, index: number | null): ClientTraits {
  const client = index === null ? undefined : world.clients[index]
  return { client: client?.name ?? null, industry: client?.industry ?? null }
}
