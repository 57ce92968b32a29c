import Sqlite from 'better-sqlite3'

/** The page as the product answers it; the peers serve the same from tables. */
export interface Page {
  readonly totalCount: number
  readonly rows: readonly PageRow[]
}
interface PageRow {
  readonly key: string
  readonly dimensions: readonly { readonly key: string; readonly label: string }[]
  readonly values: readonly PageValue[]
}
interface PageValue {
  readonly metric: { readonly key: string }
  readonly value: number | null
  readonly text: string
  readonly currency: string | null
  readonly coverage: number
  readonly rowCount: number
  readonly confidence: {
    readonly score: number
    readonly level: string
    readonly signals: readonly { readonly key: string; readonly effect: number }[]
  }
  readonly assumptions: readonly { readonly code: string; readonly rowCount: number }[]
}

type Cell = string | number | null
/** Rows of the tables the peers read: nothing is left to be worked out there. */
export interface PageTables {
  readonly clients: readonly Cell[][]
  readonly values: readonly Cell[][]
  readonly signals: readonly Cell[][]
  readonly assumptions: readonly Cell[][]
}

export const pageSchema = `create table page_client (id integer primary key, key text not null, label text not null);
create table page_value (id integer primary key, client_id integer not null references page_client(id), metric text not null,
  value double precision, text text not null, currency text, coverage double precision not null, row_count integer not null,
  score double precision not null, level text not null);
create table page_signal (id integer primary key, value_id integer not null references page_value(id), key text not null,
  effect double precision not null);
create table page_assumption (id integer primary key, value_id integer not null references page_value(id), code text not null,
  row_count integer not null);
create index page_value_by_client on page_value (client_id, id);
create index page_signal_by_value on page_signal (value_id, id);
create index page_assumption_by_value on page_assumption (value_id, id);`

export function pageTables(page: Page): PageTables {
  const tables = {
    clients: [] as Cell[][],
    values: [] as Cell[][],
    signals: [] as Cell[][],
    assumptions: [] as Cell[][],
  }
  for (const row of page.rows) {
    const client = tables.clients.push([tables.clients.length + 1, row.key, row.dimensions[0]?.label ?? ''])
    for (const each of row.values) {
      const { score, level, signals } = each.confidence
      const proof = [each.coverage, each.rowCount, score, level]
      const id = tables.values.length + 1
      tables.values.push([id, client, each.metric.key, each.value, each.text, each.currency, ...proof])
      for (const { key, effect } of signals) tables.signals.push([tables.signals.length + 1, id, key, effect])
      for (const { code, rowCount } of each.assumptions)
        tables.assumptions.push([tables.assumptions.length + 1, id, code, rowCount])
    }
  }
  // Those on further pages are counted only.
  for (let client = page.rows.length; client < page.totalCount; client++)
    tables.clients.push([client + 1, `further-${client}`, `Further client ${client}`])
  return tables
}

/** Writes the tables for the peers that read SQLite. */
export function writePage(file: string, tables: PageTables): void {
  const database = new Sqlite(file)
  database.pragma('journal_mode = wal')
  database.exec(pageSchema)
  database.transaction(() => {
    for (const [name, rows] of Object.entries(tables) as [keyof PageTables, Cell[][]][]) {
      const width = rows[0]?.length ?? 0
      if (width === 0) continue
      const insert = database.prepare(`insert into ${tableNames[name]} values (${Array(width).fill('?').join(', ')})`)
      for (const row of rows) insert.run(...row)
    }
  })()
  database.close()
}

export const tableNames: Readonly<Record<keyof PageTables, string>> = {
  clients: 'page_client',
  values: 'page_value',
  signals: 'page_signal',
  assumptions: 'page_assumption',
}
