import { randomBytes } from 'node:crypto'
import { runMeasured } from '../run-measured.ts'
import type { World } from '../world.ts'

/** COPY of the time logs into a table of a new database of this server, typed; no index. The database is dropped again. */
export async function postgresImport(world: World, server: string) {
  const name = `moat_bench_${randomBytes(6).toString('hex')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  const psql = (address: string, commands: string) =>
    runMeasured('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', address], commands)
  await psql(server, `create database ${name};`)
  try {
    await psql(
      url.href,
      'create table time_log (client text, staff_name text, date date, hours numeric(9, 2), rate numeric(12, 2), cost_rate numeric(12, 2), billable boolean, work_type text, external_id text);',
    )
    const run = await psql(
      url.href,
      `\\copy time_log from '${world.files.time_logs.path}' with (format csv, header true)\n`,
    )
    const check = await psql(url.href, 'select count(*), round(sum(hours) * 100) from time_log;')
    const [rows = 0, hours = 0] = check.output.trim().split('|').map(Number)
    const agrees = rows === world.files.time_logs.rows && hours === world.hours
    return { seconds: run.milliseconds / 1000, rows, peakBytes: null, agrees }
  } finally {
    await psql(server, `drop database ${name} with (force);`)
  }
}
