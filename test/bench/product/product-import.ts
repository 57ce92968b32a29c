import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runMeasured } from '../run-measured.ts'
import type { World, WorldFile } from '../world.ts'

export interface ProductImport {
  readonly seconds: Readonly<Record<WorldFile, number>>
  /** What is not stored as it should be; empty: every row is, exactly once. */
  readonly problems: readonly string[]
  readonly peakBytes: number
  /** Processor time of the time logs, all threads. */
  readonly cpuSeconds: number
  /** Seconds of the index of the keys, built behind the answer to the time logs. */
  readonly behind: number
  /** The time logs once more with every hundredth changed, where that was asked for. */
  readonly again: { readonly seconds: number; readonly changed: number } | null
}

/** Where `npm start` keeps compiled code: a server that is started anew finds it there. */
const compiled = fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url))

/** Imports the world into a new database of the product, in a process of its own, started as the server is. */
export async function productImport(world: World, database: string, again = false): Promise<ProductImport> {
  const worldFile = join(world.folder, 'world.json')
  writeFileSync(worldFile, JSON.stringify(world))
  const script = fileURLToPath(new URL('run-import.ts', import.meta.url))
  const args = [script, worldFile, database, ...(again ? ['again'] : [])]
  const run = await runMeasured('env', [`NODE_COMPILE_CACHE=${compiled}`, process.execPath, ...args])
  return JSON.parse(run.output) as ProductImport
}
