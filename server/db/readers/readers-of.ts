import type { SqlEntityManager } from '@mikro-orm/sql'
import { createReaders, type Readers } from './readers.ts'

const byDriver = new WeakMap<object, Readers>()

/** Gives a database readers; they end with it. */
export function addReaders(
  database: { readonly em: SqlEntityManager; close: (force?: boolean) => Promise<void> },
  file: string,
): void {
  const readers = createReaders(file)
  byDriver.set(database.em.getDriver(), readers)
  const close = database.close.bind(database)
  database.close = async force => {
    await readers.close()
    await close(force)
  }
}

/**
 * The readers of a database; null where it has none. Within a transaction they are no use, as they see only what is
 * committed.
 */
export const readersOf = (em: SqlEntityManager): Readers | null =>
  em.isInTransaction() ? null : (byDriver.get(em.getDriver()) ?? null)
