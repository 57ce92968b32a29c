import type { Pool, PoolClient } from 'pg'

type Connected = Parameters<Pool['connect']>[0]

interface Telling<Value> {
  /** What a connection has that was told nothing yet; undefined: nothing that is wanted. */
  readonly initially?: Value
  /** What the work at hand wants. */
  readonly wanted: () => Value
  readonly tell: (client: PoolClient, value: Value) => Promise<unknown>
}

/**
 * Tells every connection that is taken out of a pool a setting of the work at hand: only where it differs from what the
 * connection was told last, outside of any transaction, so that no rollback takes it back. A connection that cannot be
 * told is thrown away.
 */
export function tellConnections<Value>(pool: Pool, { initially, wanted, tell }: Telling<Value>): void {
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>
  const told = new WeakMap<PoolClient, Value>()

  async function take(value: Value): Promise<PoolClient> {
    const client = await connect()
    const last = told.has(client) ? told.get(client) : initially
    if (last === value) return client
    try {
      // What it has while it is being told is not known.
      told.delete(client)
      await tell(client, value)
      told.set(client, value)
      return client
    } catch (error) {
      client.release(error as Error)
      throw error
    }
  }

  pool.connect = ((connected?: Connected) => {
    const taken = take(wanted())
    if (!connected) return taken
    taken.then(
      client => connected(undefined, client, error => client.release(error)),
      error => connected(error, undefined, () => undefined),
    )
    return undefined
  }) as Pool['connect']
}
