import { peerModule } from './peer-module.ts'

interface Result {
  getRowsJson(): readonly (readonly unknown[])[]
}

/** What is used of a connection of DuckDB's client for Node. */
export interface DuckDbConnection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<Result>
}

interface DuckDb {
  readonly DuckDBInstance: {
    create(file: string, options?: Record<string, string>): Promise<{ connect(): Promise<DuckDbConnection> }>
  }
}

/** A connection to a database of DuckDB in a file. */
export async function openDuckDb(file: string, options: Record<string, string> = {}): Promise<DuckDbConnection> {
  const { DuckDBInstance } = await peerModule<DuckDb>('@duckdb/node-api')
  return (await DuckDBInstance.create(file, options)).connect()
}

export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Types of the columns as a person who knows the files declares them. */
export const timeLogColumns = `{client: 'text', staff_name: 'text', date: 'date', hours: 'decimal(9, 2)', rate: 'decimal(12, 2)',
  cost_rate: 'decimal(12, 2)', billable: 'boolean', work_type: 'text', external_id: 'text'}`
