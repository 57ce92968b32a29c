import type { Database } from 'better-sqlite3'

const PREFIX = 'copied_'

/** Pages of a file that are kept: each is read once. */
const KEPT_PAGES = 8

const attached = (native: Database): string[] =>
  (native.pragma('database_list') as { name: string }[]).map(({ name }) => name).filter(name => name.startsWith(PREFIX))

/**
 * Copies all rows of a table from a file that a TableFile has written, within the open transaction. The file stays
 * attached until detachFiles, which has to wait for its end; ten can be at once.
 */
export function copyFromFile(native: Database, path: string, table: string): void {
  const name = `${PREFIX}${attached(native).length}`
  native.prepare(`attach ? as ${name}`).run(path)
  native.pragma(`${name}.cache_size = ${KEPT_PAGES}`)
  // Just so: onto an empty table SQLite then takes over the records as they are, in a third of the time.
  native.exec(`insert into main.${table} select * from ${name}.${table}`)
}

/** Lets go of the files that were copied from, when the transaction has ended. */
export function detachFiles(native: Database): void {
  for (const name of attached(native)) native.exec(`detach ${name}`)
}
