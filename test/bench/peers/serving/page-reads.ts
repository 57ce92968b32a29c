import Sqlite from 'better-sqlite3'

interface Client {
  readonly id: number
  readonly key: string
  readonly label: string
}
export interface Value {
  readonly id: number
  readonly client_id: number
  readonly metric: string
  readonly value: number | null
  readonly text: string
  readonly currency: string | null
  readonly coverage: number
  readonly row_count: number
  readonly score: number
  readonly level: string
}
export interface Signal {
  readonly value_id: number
  readonly key: string
  readonly effect: number
}
export interface Assumption {
  readonly value_id: number
  readonly code: string
  readonly row_count: number
}

/** Prepared statements over the page's tables: one for the clients, one for each list of what belongs to them. */
export function pageReads(file: string) {
  const database = new Sqlite(file, { readonly: true })
  const clients = database.prepare('select id, key, label from page_client order by id limit ?')
  const of = (table: string, column: string) =>
    database.prepare(`select * from ${table} where ${column} in (select value from json_each(?)) order by id`)
  const [values, signals, assumptions] = [
    of('page_value', 'client_id'),
    of('page_signal', 'value_id'),
    of('page_assumption', 'value_id'),
  ]
  const all = <T>(statement: Sqlite.Statement, ids: readonly number[]) => statement.all(JSON.stringify(ids)) as T[]
  return {
    clients: (first: number) => clients.all(first) as Client[],
    count: () => (database.prepare('select count(*) as count from page_client').get() as { count: number }).count,
    values: (ids: readonly number[]) => all<Value>(values, ids),
    signals: (ids: readonly number[]) => all<Signal>(signals, ids),
    assumptions: (ids: readonly number[]) => all<Assumption>(assumptions, ids),
  }
}

export function groupedBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
