import { runMeasured } from '../run-measured.ts'
import type { World } from '../world.ts'

/** `sqlite3 .import` of the time logs: text into one table, nothing checked, no index. */
export async function sqliteImport(world: World, database: string) {
  const table =
    'create table time_log (client text, staff_name text, date text, hours real, rate real, cost_rate real, billable text, work_type text, external_id text);'
  const commands = `${table}\n.mode csv\n.import --skip 1 ${world.files.time_logs.path} time_log\n`
  const run = await runMeasured('sqlite3', [database], commands)
  const check = await runMeasured('sqlite3', [database, 'select count(*), round(sum(hours) * 100) from time_log'])
  const [rows = 0, hours = 0] = check.output.trim().split('|').map(Number)
  return {
    seconds: run.milliseconds / 1000,
    rows,
    peakBytes: run.peakBytes,
    cpuSeconds: run.cpuSeconds,
    agrees: rows === world.files.time_logs.rows && hours === world.hours,
  }
}
