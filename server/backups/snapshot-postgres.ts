import { writeFile } from 'node:fs/promises'
import type { Facts } from './facts.ts'
import { connectPostgres, postgresEnvironment, postgresFacts } from './postgres-connection.ts'
import { runProgram } from './run-program.ts'

const DOING = 'Making the backup'

/** Dumps a database in use as it is at one instant; what the answer says of it is read from the same snapshot. */
export async function snapshotPostgres(url: string, copy: string): Promise<Facts> {
  await writeFile(copy, '', { mode: 0o600, flag: 'wx' })
  const client = await connectPostgres(url, DOING)
  try {
    await client.query('begin isolation level repeatable read, read only')
    const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id')
    const facts = await postgresFacts(client)
    // The tables' owner is held to row-level security too: the connection says that it means every organization.
    const args = ['--format=custom', '--schema=public', '--no-owner', '--no-privileges', '--enable-row-security']
    await runProgram(
      'pg_dump',
      [...args, `--snapshot=${rows[0]?.id}`, `--file=${copy}`],
      postgresEnvironment(url),
      DOING,
    )
    await client.query('commit')
    return facts
  } finally {
    await client.end()
  }
}
