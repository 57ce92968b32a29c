import { fileURLToPath } from 'node:url'
import { runMeasured } from '../run-measured.ts'
import type { World } from '../world.ts'

/** DuckDB's read_csv into a table of its own, on one thread; columns are typed, nothing else is checked. */
export async function duckdbImport(world: World, database: string) {
  const script = fileURLToPath(new URL('run-duckdb-import.ts', import.meta.url))
  const run = await runMeasured(process.execPath, [script, world.files.time_logs.path, database])
  const { seconds, rows, hours, cpuSeconds } = JSON.parse(run.output) as Record<
    'seconds' | 'rows' | 'hours' | 'cpuSeconds',
    number
  >
  const agrees = rows === world.files.time_logs.rows && hours === world.hours
  return { seconds, rows, cpuSeconds, peakBytes: run.peakBytes, agrees }
}
