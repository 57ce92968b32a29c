import type { CompiledQuery } from 'kysely'
import type { Dialect } from '../../db/dialect.ts'
import { stopHere } from '../../db/stop-signal.ts'
import type { Db } from '../../db/tables.ts'

/**
 * A statement that every question runs, whose only values are the organization's id: its text is made once for each
 * dialect. Making it takes as long as running it, three times a page.
 */
export function compiledOnce<Row>(make: (db: Db, organizationId: number) => { compile(): CompiledQuery<Row> }) {
  const known = new Map<Dialect, CompiledQuery<Row>>()
  return (db: Db, dialect: Dialect, organizationId: number): CompiledQuery<Row> => {
    const compiled = known.get(dialect)
    if (!compiled) {
      const made = make(db, organizationId).compile()
      known.set(dialect, made)
      return made
    }
    // Compiling looks whether anybody still waits.
    stopHere()
    return { ...compiled, parameters: compiled.parameters.map(() => organizationId) }
  }
}
