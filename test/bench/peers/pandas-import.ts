import { fileURLToPath } from 'node:url'
import { python } from '../installed.ts'
import { runMeasured } from '../run-measured.ts'
import type { World } from '../world.ts'

/** pandas → SQLAlchemy → SQLite with two indexes; starting Python is not counted. */
export async function pandasImport(world: World, database: string) {
  const script = fileURLToPath(new URL('pandas-import.py', import.meta.url))
  const run = await runMeasured(python, [script, world.files.time_logs.path, database])
  const { seconds, rows, hours, peakBytes, cpuSeconds } = JSON.parse(run.output) as Record<string, number>
  return {
    seconds: seconds ?? 0,
    rows: rows ?? 0,
    peakBytes: peakBytes ?? null,
    cpuSeconds: cpuSeconds ?? null,
    agrees: rows === world.files.time_logs.rows && hours === world.hours,
  }
}
