import pg from 'pg'
import { programEnvironment } from '../config.ts'
import { BackupProblem } from './backup-problem.ts'
import { type Facts, readFacts } from './facts.ts'

/** Row-level security would hide every row from a connection that does not say that it means all of them. */
const EVERY = ['moat.organization', '*'] as const

/** One connection of its own, to the rows of every organization. The caller ends it. */
export async function connectPostgres(url: string, doing: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.query('select set_config($1, $2, false)', [...EVERY])
  } catch (error) {
    throw new BackupProblem(`${doing}: PostgreSQL does not answer (${(error as Error).message}); check DATABASE_URL`)
  }
  return client
}

export async function postgresFacts(client: pg.Client): Promise<Facts> {
  const query = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows
  return await readFacts(query, await tablesOf(client))
}

/** Tables that are there where the product keeps its own. */
export async function tablesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )
  return rows.map(({ name }) => name)
}

/** What PostgreSQL's programs read from the environment: a password in their arguments would show in lists of processes. */
export function postgresEnvironment(url: string): Readonly<Record<string, string>> {
  const { host, port, user, password, database } = new pg.Client({ connectionString: url })
  const { searchParams } = new URL(url)
  const ssl = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'].flatMap(name => {
    const value = searchParams.get(name)
    return value === null ? [] : [[`PG${name.toUpperCase()}`, value] as const]
  })
  return {
    ...programEnvironment(),
    ...Object.fromEntries(ssl),
    PGHOST: host,
    PGPORT: String(port),
    ...(user ? { PGUSER: user } : {}),
    ...(typeof password === 'string' && password !== '' ? { PGPASSWORD: password } : {}),
    PGDATABASE: database ?? '',
    PGOPTIONS: `-c ${EVERY.join('=')}`,
  }
}
