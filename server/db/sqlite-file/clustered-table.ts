import type { Database } from 'better-sqlite3'

/** A STRICT table that is clustered by its key (WITHOUT ROWID), as plain data. */
export interface ClusteredTable {
  readonly name: string
  /** The statement that made it. */
  readonly ddl: string
  /** In the order of a record: those of the key, in its order, then the others. */
  readonly columns: readonly TableColumn[]
  /** How many of them are the key. */
  readonly keyLength: number
}

export interface TableColumn {
  readonly name: string
  readonly type: 'int' | 'text'
  readonly notNull: boolean
}

/**
 * Reads from a database how one of its tables is made. Of the key, whole numbers and ascending order are asked for; what
 * a file of records cannot hold to (checks, other unique columns, values that are worked out) the table must not have.
 */
export function readClusteredTable(native: Database, name: string): ClusteredTable {
  const refuse = (why: string): never => {
    throw new Error(`Writing a file of ${name}: ${why}`)
  }
  const ddl = native
    .prepare<[string], string>(`select sql from main.sqlite_schema where type = 'table' and name = ?`)
    .pluck()
    .get(name)
  if (ddl === undefined) return refuse('there is no such table')
  const [made] = native
    .prepare<[string], { wr: number; strict: number }>(
      `select wr, strict from pragma_table_list(?) where schema = 'main'`,
    )
    .all(name)
  if (made?.wr !== 1 || made.strict !== 1) refuse('it is not strict and without rowid')
  if (/\b(check|collate|desc)\b/i.test(ddl)) refuse('it has checks, or an order of its own')
  const unique = native
    .prepare<[string], string>(`select origin from pragma_index_list(?) where "unique" = 1 and origin <> 'pk'`)
    .pluck()
    .get(name)
  if (unique !== undefined) refuse('not only its key is unique')
  const columns = native
    .prepare<[string], { name: string; type: string; notnull: number; pk: number; hidden: number }>(
      'select name, type, "notnull", pk, hidden from pragma_table_xinfo(?)',
    )
    .all(name)
    .map(({ name: column, type, notnull, pk, hidden }) => {
      if (hidden !== 0) refuse(`${column} is worked out`)
      if (type !== 'INTEGER' && (type !== 'TEXT' || pk > 0)) refuse(`${column} is ${type}`)
      return { name: column, type: type === 'TEXT' ? ('text' as const) : ('int' as const), notNull: notnull === 1, pk }
    })
  const key = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk)
  const inOrder = [...key, ...columns.filter(({ pk }) => pk === 0)]
  return {
    name,
    ddl,
    columns: inOrder.map(({ pk, ...column }) => ({ ...column, notNull: column.notNull || pk > 0 })),
    keyLength: key.length,
  }
}
